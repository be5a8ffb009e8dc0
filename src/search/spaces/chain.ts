import type { TaskShape } from '../domain.ts';
import { programOf, rankOf } from './program.ts';
import { ABSENT, type Genotype, type Slot, type Space, choiceAt } from './space.ts';

const DEPTHS = ['1', '2', '3', '4'];
const at = (block: number) => `block ${block + 1}:`;

/** Blocks of a layer each, one after the other. */
const perBlock = (block: number): readonly Slot[] => {
  const exists = ([depth = ABSENT]: Genotype) => depth >= block;
  return [
    { name: `${at(block)} layer`, options: ['conv 3', 'conv 5', 'conv 7'], applies: exists },
    { name: `${at(block)} width`, options: ['8', '16', '32'], applies: exists },
    { name: `${at(block)} shortens by`, options: ['nothing', 'stride 2', 'max pool 2'], applies: exists },
  ];
};

/**
 * Macro level: how many convolutions stand one after the other, of which kernel and width, where the signal is halved,
 * what follows each, and how the last becomes a vector.
 */
export const CHAIN: Space = {
  id: 'chain',
  slots: [
    { name: 'depth', options: DEPTHS },
    { name: 'activation', options: ['relu', 'elu'] },
    { name: 'normalisation', options: ['none', 'batch'] },
    { name: 'head', options: ['average', 'flatten'] },
    ...DEPTHS.flatMap((_, block) => perBlock(block)),
  ],
  render(genotype, task) {
    const rank = rankOf(task);
    const choice = (name: string) => choiceAt(CHAIN, genotype, name);
    const blocks = DEPTHS.slice(0, (genotype[0] ?? 0) + 1).flatMap((_, block) => {
      const shortens = choice(`${at(block)} shortens by`);
      const kernel = choice(`${at(block)} layer`)?.slice('conv '.length);
      const strides = shortens === 'stride 2' ? ', strides: 2' : '';
      return [
        `x = tf.layers.conv${rank}d({ filters: ${choice(`${at(block)} width`)}, kernelSize: ${kernel}${strides}, padding: 'same' }).apply(x);`,
        ...(choice('normalisation') === 'batch' ? ['x = tf.layers.batchNormalization().apply(x);'] : []),
        `x = tf.layers.activation({ activation: '${choice('activation')}' }).apply(x);`,
        ...(shortens === 'max pool 2'
          ? [`x = tf.layers.maxPooling${rank}d({ poolSize: 2, padding: 'same' }).apply(x);`]
          : []),
      ];
    });
    return programOf([...blocks, head(choice('head'), task)]);
  },
};

const head = (choice: string | undefined, task: TaskShape) =>
  choice === 'flatten'
    ? 'x = tf.layers.flatten().apply(x);'
    : `x = tf.layers.globalAveragePooling${rankOf(task)}d().apply(x);`;
