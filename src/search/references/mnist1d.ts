/** A published network written as a candidate. */
export interface ReferenceNet {
  readonly name: string;
  readonly source: string;
}

/**
 * The networks of the MNIST-1D notebook (Greydanus and Kobak 2024) and the larger one of EvoPrompting (Chen et al.
 * 2023, section 4.1), as near to the PyTorch and Flax originals as TF.js's layers allow. They are written in the manner
 * of the corpus that our own model was trained on, the main path in one variable `x`: shown the same networks as other
 * people write them, it answers two times in three with what does not run.
 */
export const MNIST1D_REFERENCES: readonly ReferenceNet[] = [
  {
    // 15,210 parameters, as published.
    name: 'MLP',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.flatten().apply(input);
  x = tf.layers.dense({ units: 100, activation: 'relu' }).apply(x);
  const skip = x;
  x = tf.layers.dense({ units: 100, activation: 'relu' }).apply(x);
  x = tf.layers.add().apply([skip, x]);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
  {
    // 5,210 parameters, as published. The original pads by 1 on each side, which TF.js's conv1d cannot; 'same' pads
    // the first layer by 1 and 2, so that it has 20 positions, not 19, and ends at the same 5 positions.
    name: 'CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.conv1d({ filters: 25, kernelSize: 5, strides: 2, padding: 'same', activation: 'relu' }).apply(input);
  x = tf.layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }).apply(x);
  x = tf.layers.conv1d({ filters: 25, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }).apply(x);
  x = tf.layers.flatten().apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
  {
    // 5,098 parameters where the original has 5,134: PyTorch's GRU has two biases per gate, TF.js's one.
    name: 'GRU',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.bidirectional({
    layer: tf.layers.gru({ units: 6, recurrentActivation: 'sigmoid', returnSequences: true })
  }).apply(input);
  x = tf.layers.flatten().apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
  {
    // 91,082 parameters by our count; the paper prints none.
    name: 'Large CNN',
    source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(input);
  x = tf.layers.averagePooling1d({ poolSize: 2 }).apply(x);
  const skip = x;
  x = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x);
  x = tf.layers.add().apply([skip, x]);
  const skip2 = x;
  x = tf.layers.conv1d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x);
  x = tf.layers.add().apply([skip2, x]);
  x = tf.layers.averagePooling1d({ poolSize: 2 }).apply(x);
  x = tf.layers.flatten().apply(x);
  x = tf.layers.dense({ units: 256, activation: 'relu' }).apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`,
  },
];
