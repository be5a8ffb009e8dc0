import { programOf, rankOf } from './program.ts';
import { ABSENT, type Genotype, type Slot, type Space, choiceAt } from './space.ts';

const STAGES = 3;
const FIRST = ['conv 3', 'conv 5', 'pool'] as const;
const SECOND = ['none', 'conv 3', 'conv 5', 'pool', 'skip'] as const;
const PER_STAGE = 4;
const name = (stage: number, what: string) => `stage ${stage + 1}: ${what}`;

const perStage = (stage: number): readonly Slot[] => {
  const exists = ([stages = ABSENT]: Genotype) => stages >= stage;
  const second = 1 + stage * PER_STAGE + 2;
  return [
    { name: name(stage, 'width'), options: ['8', '16', '32'], applies: exists },
    { name: name(stage, 'branch'), options: FIRST, applies: exists },
    { name: name(stage, 'second branch'), options: SECOND, applies: exists },
    {
      name: name(stage, 'merged by'),
      options: ['add', 'concatenate'],
      applies: (before) => exists(before) && (before[second] ?? ABSENT) > SECOND.indexOf('none'),
    },
  ];
};

/**
 * Macro level with branches: stages of one or two branches that begin at the same tensor and are merged, the signal
 * halved between them.
 */
export const BRANCHED: Space = {
  id: 'branched',
  slots: [
    { name: 'stages', options: Array.from({ length: STAGES }, (_, stage) => String(stage + 1)) },
    ...Array.from({ length: STAGES }, (_, stage) => perStage(stage)).flat(),
  ],
  render(genotype, task) {
    const rank = rankOf(task);
    const lines = Array.from({ length: (genotype[0] ?? 0) + 1 }, (_, stage) => {
      const choice = (what: string) => choiceAt(BRANCHED, genotype, name(stage, what)) ?? 'none';
      const width = choice('width');
      const layer = (kind: string) =>
        kind === 'pool'
          ? `tf.layers.averagePooling${rank}d({ poolSize: 3, strides: 1, padding: 'same' }).apply(x)`
          : `tf.layers.conv${rank}d({ filters: ${width}, kernelSize: ${kind.slice('conv '.length)}, padding: 'same', activation: 'relu' }).apply(x)`;
      const [first, second] = [choice('branch'), choice('second branch')];
      const merge = choice('merged by');
      return [
        // All branches are of one width, so that they can be added.
        `x = tf.layers.conv${rank}d({ filters: ${width}, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }).apply(x);`,
        second === 'none'
          ? `x = ${layer(first)};`
          : `x = tf.layers.${merge}().apply([${layer(first)}, ${second === 'skip' ? 'x' : layer(second)}]);`,
      ];
    }).flat();
    return programOf([...lines, `x = tf.layers.globalAveragePooling${rank}d().apply(x);`]);
  },
};
