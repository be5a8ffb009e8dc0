/**
 * The functions of a rendered program, one for each kind of block and a few that these share. `D` stands for `1d` or
 * `2d`.
 *
 * TF.js has no grouped convolution, and a grouped convolution is a set of narrow ones side by side (Xie et al. 2017,
 * Figure 3): so they are written. It slides depthwise over images only, so a sequence is made an image of one column for
 * that. Channels cannot be split; where ShuffleNet splits and shuffles them, a convolution of kernel 1 begins each branch,
 * which can learn any split and any order.
 */
import { type BlockKind, CARDINALITY } from './blocks.ts';

interface Helper {
  /** By the number of axes along which windows slide, where that matters. */
  readonly text: string | Readonly<Record<1 | 2, string>>;
  /** Those that it calls. */
  readonly needs: readonly HelperName[];
}

export type HelperName =
  | 'conv'
  | 'norm'
  | 'relu'
  | 'pool'
  | 'depthwise'
  | 'add'
  | 'bottleneckOf'
  | 'groupedOf'
  | Uncapitalize<Exclude<BlockKind, 'Conv' | 'BatchNorm' | 'ReLU' | 'MaxPool' | 'AvgPool'>>;

/**
 * Each after those that it calls. Batch normalisation forgets as PyTorch's does by default, for a training of a few hundred
 * steps.
 */
const HELPERS: Readonly<Record<HelperName, Helper>> = {
  conv: {
    needs: [],
    text: `const conv = (x, filters, kernelSize, strides = 1, useBias = false) =>
    tf.layers.convD({ filters, kernelSize, strides, padding: 'same', useBias }).apply(x);`,
  },
  norm: {
    needs: [],
    text: `const norm = (x) => tf.layers.batchNormalization({ momentum: 0.9 }).apply(x);`,
  },
  relu: { needs: [], text: `const relu = (x) => tf.layers.reLU().apply(x);` },
  pool: {
    needs: [],
    text: `const pool = (x, how, poolSize, strides) =>
    tf.layers[how + 'PoolingD']({ poolSize, strides, padding: 'same' }).apply(x);`,
  },
  add: {
    needs: ['conv', 'norm', 'relu'],
    text: `function add(x, y, width, strides) {
    const fits = strides === 1 && x.shape[x.shape.length - 1] === width;
    return relu(tf.layers.add().apply([fits ? x : norm(conv(x, width, 1, strides)), y]));
  }`,
  },
  depthwise: {
    needs: [],
    text: {
      1: `function depthwise(x, kernelSize, strides) {
    const column = tf.layers.reshape({ targetShape: [x.shape[1], 1, x.shape[2]] }).apply(x);
    const config = { kernelSize: [kernelSize, 1], strides, padding: 'same', useBias: false };
    const y = tf.layers.depthwiseConv2d(config).apply(column);
    return tf.layers.reshape({ targetShape: [y.shape[1], y.shape[3]] }).apply(y);
  }`,
      2: `const depthwise = (x, kernelSize, strides) =>
    tf.layers.depthwiseConv2d({ kernelSize, strides, padding: 'same', useBias: false }).apply(x);`,
    },
  },
  convNormActivation: {
    needs: ['conv', 'norm', 'relu'],
    text: `const convNormActivation = (x, width, kernelSize, strides) =>
    relu(norm(conv(x, width, kernelSize, strides)));`,
  },
  squeezeExcitation: {
    needs: ['relu'],
    text: `function squeezeExcitation(x, units) {
    const channels = x.shape[x.shape.length - 1];
    let y = tf.layers.globalAveragePoolingD({}).apply(x);
    y = relu(tf.layers.dense({ units }).apply(y));
    y = tf.layers.dense({ units: channels, activation: 'sigmoid' }).apply(y);
    return tf.layers.multiply().apply([x, tf.layers.reshape({ targetShape: [ONES, channels] }).apply(y)]);
  }`,
  },
  inception: {
    needs: ['convNormActivation', 'pool'],
    text: `function inception(x, width) {
    const step = (y, filters, kernelSize) => convNormActivation(y, filters, kernelSize, 1);
    return tf.layers.concatenate().apply([
      step(x, width / 4, 1),
      step(step(x, width / 8, 1), width / 4, 3),
      step(step(x, width / 8, 1), width / 4, 5),
      step(pool(x, 'max', 3, 1), width / 4, 1),
    ]);
  }`,
  },
  stem: {
    needs: ['convNormActivation'],
    text: `const stem = (x, width) => convNormActivation(x, width, 3, 2);`,
  },
  basicBlock: {
    needs: ['conv', 'norm', 'relu', 'add'],
    text: `function basicBlock(x, width, strides) {
    const y = relu(norm(conv(x, width, 3, strides)));
    return add(x, norm(conv(y, width, 3)), width, strides);
  }`,
  },
  bottleneckOf: {
    needs: ['conv', 'norm', 'relu', 'add'],
    text: `function bottleneckOf(x, inner, width, strides) {
    let y = relu(norm(conv(x, inner, 1)));
    y = relu(norm(conv(y, inner, 3, strides)));
    return add(x, norm(conv(y, width, 1)), width, strides);
  }`,
  },
  bottleneck: {
    needs: ['bottleneckOf'],
    text: `const bottleneck = (x, width, strides) => bottleneckOf(x, width / 4, width, strides);`,
  },
  wideBottleneck: {
    needs: ['bottleneckOf'],
    text: `const wideBottleneck = (x, width, strides) => bottleneckOf(x, width / 2, width, strides);`,
  },
  groupedOf: {
    needs: ['conv', 'norm', 'relu', 'add'],
    text: `function groupedOf(x, inner, width, strides) {
    const paths = [];
    for (let group = 0; group < ${CARDINALITY}; group++) {
      paths.push(conv(relu(conv(x, inner / ${CARDINALITY}, 1)), inner / ${CARDINALITY}, 3, strides));
    }
    const y = relu(norm(tf.layers.concatenate().apply(paths)));
    return add(x, norm(conv(y, width, 1)), width, strides);
  }`,
  },
  resBottleneckBlock: {
    needs: ['groupedOf'],
    text: `const resBottleneckBlock = (x, width, strides) => groupedOf(x, width, width, strides);`,
  },
  groupedBottleneck: {
    needs: ['groupedOf'],
    text: `const groupedBottleneck = (x, width, strides) => groupedOf(x, width / 2, width, strides);`,
  },
  invertedResidual: {
    needs: ['conv', 'norm', 'relu', 'depthwise'],
    text: `function invertedResidual(x, width, strides) {
    const mixed = (y) => relu(norm(conv(y, width / 2, 1)));
    const short = mixed(strides === 1 ? x : norm(depthwise(x, 3, strides)));
    const long = mixed(norm(depthwise(mixed(x), 3, strides)));
    return tf.layers.concatenate().apply([short, long]);
  }`,
  },
};

/** The texts of those named and of all that they call. @param rank axes along which windows slide */
export function helpersFor(names: Iterable<HelperName>, rank: 1 | 2): readonly string[] {
  const needed = new Set<HelperName>();
  const take = (name: HelperName): void => {
    needed.add(name);
    HELPERS[name].needs.forEach(take);
  };
  for (const name of names) take(name);
  return Object.entries(HELPERS)
    .filter(([name]) => needed.has(name as HelperName))
    .map(([, { text }]) =>
      (typeof text === 'string' ? text : text[rank])
        .replaceAll(/(conv|Pooling)D\b/g, `$1${rank}d`)
        .replace('ONES', rank === 1 ? '1' : '1, 1'),
    );
}
