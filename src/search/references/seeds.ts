import type { TaskShape } from '../domain.ts';
import { MNIST1D_REFERENCES, type ReferenceNet } from './mnist1d.ts';

/**
 * The four networks that EvoPrompting begins with (Chen et al. 2023, section 4.1): MLP, CNN, GRU and a larger CNN with
 * residual connections. For sequences they are the published ones; for images, which the paper did not search on, the
 * same four with windows of two dimensions, and the GRU reading an image row by row.
 */
export const seedsFor = ({ inputShape }: TaskShape): readonly ReferenceNet[] =>
  inputShape.length === 3 ? IMAGE_SEEDS : MNIST1D_REFERENCES;

const [MLP] = MNIST1D_REFERENCES;
if (!MLP) throw new Error('the reference networks are gone');

const IMAGE_SEEDS: readonly ReferenceNet[] = [
  MLP,
  {
    name: 'CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ filters: 25, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu', inputShape }));
  model.add(tf.layers.conv2d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
  model.add(tf.layers.conv2d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}
`,
  },
  {
    name: 'GRU',
    source: `export default function build(tf, inputShape, numClasses) {
  const model = tf.sequential();
  const [rows, columns, channels] = inputShape;
  model.add(tf.layers.reshape({ targetShape: [rows, columns * channels], inputShape }));
  model.add(tf.layers.bidirectional({ layer: tf.layers.gru({ units: 6, recurrentActivation: 'sigmoid', returnSequences: true }) }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}
`,
  },
  {
    name: 'Large CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  const conv1 = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(input);
  const pool1 = tf.layers.averagePooling2d({ poolSize: 2 }).apply(conv1);
  const conv2 = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(pool1);
  const sum1 = tf.layers.add().apply([pool1, conv2]);
  const conv3 = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(sum1);
  const sum2 = tf.layers.add().apply([sum1, conv3]);
  const pool2 = tf.layers.averagePooling2d({ poolSize: 2 }).apply(sum2);
  const flat = tf.layers.flatten().apply(pool2);
  const hidden = tf.layers.dense({ units: 256, activation: 'relu' }).apply(flat);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(hidden);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
];
