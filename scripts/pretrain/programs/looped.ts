/** Families as people write them: sequential models, loops over widths, a function for each block. */
import type { TaskShape } from '../../../src/search/domain.ts';
import type { Rng } from '../../../src/search/random/rng.ts';

/** @returns a program's text, not yet in house style; undefined where the family does not suit the task */
export type LoopedWriter = (task: TaskShape, rng: Rng) => string | undefined;

const rankOf = ({ inputShape }: TaskShape): number => inputShape.length - 1;
const isSpatial = (task: TaskShape): boolean => rankOf(task) === 1 || rankOf(task) === 2;

const activationOf = (rng: Rng): string =>
  rng.pickWeighted([
    ['relu', 6],
    ['swish', 2],
    ['gelu', 2],
    ['elu', 1],
    ['tanh', 1],
  ]);

function widthsOf(rng: Rng, count: number): readonly number[] {
  const growth = rng.pick([1, 1.5, 2]);
  const first = rng.pick([6, 8, 12, 16, 24]);
  return Array.from({ length: count }, (_, i) => Math.min(64, 2 * Math.round((first * growth ** i) / 2)));
}

const headOf = (rng: Rng, rank: number, flat: number): string =>
  rng.chance(flat)
    ? 'tf.layers.flatten()'
    : rng.chance(0.7)
      ? `tf.layers.globalAveragePooling${rank}d()`
      : `tf.layers.globalMaxPooling${rank}d()`;

const functional = (lines: readonly string[]): string => `
export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  ${lines.join('\n  ')}
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}`;

const sequential = (layers: readonly string[]): string => `
export default function build(tf, inputShape, numClasses) {
  const model = tf.sequential();
  ${layers.map((layer) => `model.add(${layer});`).join('\n  ')}
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}`;

export const LOOPED: Readonly<Record<string, LoopedWriter>> = {
  sequentialCnn(task, rng) {
    if (!isSpatial(task)) return undefined;
    const rank = rankOf(task);
    const activation = activationOf(rng);
    const kernel = rng.pick([3, 5]);
    const pooled = rng.chance(0.4);
    const norm = rng.chance(0.3);
    const layers = widthsOf(rng, 2 + rng.int(3)).flatMap((filters, i) => {
      const strides = pooled ? '' : rng.chance(0.8) ? ' strides: 2,' : '';
      const shape = i === 0 ? ', inputShape' : '';
      return [
        `tf.layers.conv${rank}d({ filters: ${filters}, kernelSize: ${kernel},${strides} padding: 'same', activation: '${activation}'${shape} })`,
        ...(norm ? ['tf.layers.batchNormalization()'] : []),
        ...(pooled
          ? [`tf.layers.${rng.chance(0.6) ? 'max' : 'average'}Pooling${rank}d({ poolSize: 2 })`]
          : []),
      ];
    });
    const dropout = rng.chance(0.25) ? [`tf.layers.dropout({ rate: ${rng.pick([0.1, 0.2, 0.3])} })`] : [];
    const dense = rng.chance(0.3)
      ? [`tf.layers.dense({ units: ${rng.pick([24, 32, 48, 64])}, activation: '${activation}' })`]
      : [];
    return sequential([...layers, headOf(rng, rank, 0.65), ...dropout, ...dense]);
  },

  sequentialMlp(task, rng) {
    const activation = activationOf(rng);
    const flat = task.inputShape.length > 1;
    const widths = Array.from({ length: 1 + rng.int(3) }, () => rng.pick([16, 24, 32, 48, 64, 96, 128]));
    return sequential([
      ...(flat ? ['tf.layers.flatten({ inputShape })'] : []),
      ...widths.map(
        (units, i) =>
          `tf.layers.dense({ units: ${units}, activation: '${activation}'${!flat && i === 0 ? ', inputShape' : ''} })`,
      ),
    ]);
  },

  widthLoop(task, rng) {
    if (!isSpatial(task)) return undefined;
    const rank = rankOf(task);
    const activation = activationOf(rng);
    const norm = rng.chance(0.45);
    const strides = rng.chance(0.7);
    const widths = widthsOf(rng, 2 + rng.int(3));
    return functional([
      'let x = input;',
      `for (const filters of [${widths.join(', ')}]) {`,
      `x = tf.layers.conv${rank}d({ filters, kernelSize: ${rng.pick([3, 5, 7])},${strides ? ' strides: 2,' : ''} padding: 'same', activation: '${activation}' }).apply(x);`,
      ...(norm ? ['x = tf.layers.batchNormalization().apply(x);'] : []),
      ...(strides ? [] : [`x = tf.layers.maxPooling${rank}d({ poolSize: 2 }).apply(x);`]),
      '}',
      `x = ${headOf(rng, rank, 0.6)}.apply(x);`,
    ]);
  },

  residualLoop(task, rng) {
    if (!isSpatial(task)) return undefined;
    const rank = rankOf(task);
    const activation = activationOf(rng);
    const filters = rng.pick([8, 12, 16, 20, 24, 32]);
    const kernel = rng.pick([3, 5]);
    const config = `{ filters: ${filters}, kernelSize: ${kernel}, padding: 'same', activation: '${activation}' }`;
    const norm = rng.chance(0.4);
    return functional([
      `let x = tf.layers.conv${rank}d({ filters: ${filters}, kernelSize: ${rng.pick([3, 5, 7])}, strides: 2, padding: 'same', activation: '${activation}' }).apply(input);`,
      `for (let block = 0; block < ${2 + rng.int(3)}; block++) {`,
      `const y = tf.layers.conv${rank}d(${config}).apply(x);`,
      'x = tf.layers.add().apply([x, y]);',
      ...(norm ? ['x = tf.layers.batchNormalization().apply(x);'] : []),
      '}',
      ...(rng.chance(0.6) ? [`x = tf.layers.averagePooling${rank}d({ poolSize: 2 }).apply(x);`] : []),
      `x = ${headOf(rng, rank, 0.5)}.apply(x);`,
    ]);
  },

  blockFunction(task, rng) {
    if (!isSpatial(task)) return undefined;
    const rank = rankOf(task);
    const activation = activationOf(rng);
    const kernel = rng.pick([3, 5, 7]);
    const [first = 8, second = 12, third = 16] = widthsOf(rng, 3);
    const deep = rng.chance(0.6);
    return functional([
      'const block = (x, filters) => {',
      `const y = tf.layers.conv${rank}d({ filters, kernelSize: ${kernel}, strides: 2, padding: 'same', activation: '${activation}' }).apply(x);`,
      `const z = tf.layers.conv${rank}d({ filters, kernelSize: 3, padding: 'same', activation: '${activation}' }).apply(y);`,
      'return tf.layers.add().apply([y, z]);',
      '};',
      `let x = block(input, ${first});`,
      `x = block(x, ${second});`,
      ...(deep ? [`x = block(x, ${third});`] : []),
      `x = ${headOf(rng, rank, 0.6)}.apply(x);`,
    ]);
  },

  /** Each layer reads all before it (Huang et al. 2017). */
  denseLoop(task, rng) {
    if (!isSpatial(task)) return undefined;
    const rank = rankOf(task);
    const activation = activationOf(rng);
    const growth = rng.pick([4, 6, 8, 12]);
    return functional([
      `let x = tf.layers.conv${rank}d({ filters: ${2 * growth}, kernelSize: ${rng.pick([5, 7])}, strides: 2, padding: 'same', activation: '${activation}' }).apply(input);`,
      `for (let layer = 0; layer < ${2 + rng.int(3)}; layer++) {`,
      `const y = tf.layers.conv${rank}d({ filters: ${growth}, kernelSize: ${rng.pick([3, 5])}, padding: 'same', activation: '${activation}' }).apply(x);`,
      'x = tf.layers.concatenate().apply([x, y]);',
      '}',
      ...(rng.chance(0.6) ? [`x = tf.layers.maxPooling${rank}d({ poolSize: 2 }).apply(x);`] : []),
      `x = ${headOf(rng, rank, 0.5)}.apply(x);`,
    ]);
  },

  recurrent(task, rng) {
    if (rankOf(task) !== 1) return undefined;
    const cell = rng.pick(['gru', 'lstm']);
    const units = rng.pick([6, 8, 12, 16]);
    const both = rng.chance(0.5);
    const layer = `tf.layers.${cell}({ units: ${units} })`;
    return sequential([
      `tf.layers.conv1d({ filters: ${rng.pick([8, 12, 16])}, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu', inputShape })`,
      ...((task.inputShape[0] ?? 0) > 24
        ? [
            `tf.layers.conv1d({ filters: ${rng.pick([8, 12, 16])}, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' })`,
          ]
        : []),
      both ? `tf.layers.bidirectional({ layer: ${layer} })` : layer,
    ]);
  },
};
