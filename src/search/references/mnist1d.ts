/** A published network written as a candidate. */
export interface ReferenceNet {
  readonly name: string;
  readonly source: string;
}

/**
 * The networks of the MNIST-1D notebook (Greydanus and Kobak 2024) and the larger one of EvoPrompting (Chen et al.
 * 2023, section 4.1), as near to the PyTorch and Flax originals as TF.js's layers allow.
 */
export const MNIST1D_REFERENCES: readonly ReferenceNet[] = [
  {
    // 15,210 parameters, as published.
    name: 'MLP',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  const flat = tf.layers.flatten().apply(input);
  const first = tf.layers.dense({ units: 100, activation: 'relu' }).apply(flat);
  const second = tf.layers.dense({ units: 100, activation: 'relu' }).apply(first);
  const sum = tf.layers.add().apply([first, second]);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(sum);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
  {
    // 5,210 parameters, as published. The original pads by 1 on each side, which TF.js's conv1d cannot; 'same' pads
    // the first layer by 1 and 2, so that it has 20 positions, not 19, and ends at the same 5 positions.
    name: 'CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const model = tf.sequential();
  model.add(tf.layers.conv1d({ filters: 25, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu', inputShape }));
  model.add(tf.layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
  model.add(tf.layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}
`,
  },
  {
    // 5,098 parameters where the original has 5,134: PyTorch's GRU has two biases per gate, TF.js's one.
    name: 'GRU',
    source: `export default function build(tf, inputShape, numClasses) {
  const model = tf.sequential();
  model.add(tf.layers.bidirectional({ layer: tf.layers.gru({ units: 6, recurrentActivation: 'sigmoid', returnSequences: true }), inputShape }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
  return model;
}
`,
  },
  {
    // 91,082 parameters by our count; the paper prints none.
    name: 'Large CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  const conv1 = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(input);
  const pool1 = tf.layers.averagePooling1d({ poolSize: 2 }).apply(conv1);
  const conv2 = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(pool1);
  const sum1 = tf.layers.add().apply([pool1, conv2]);
  const conv3 = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(sum1);
  const sum2 = tf.layers.add().apply([sum1, conv3]);
  const pool2 = tf.layers.averagePooling1d({ poolSize: 2 }).apply(sum2);
  const flat = tf.layers.flatten().apply(pool2);
  const hidden = tf.layers.dense({ units: 256, activation: 'relu' }).apply(flat);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(hidden);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
];
