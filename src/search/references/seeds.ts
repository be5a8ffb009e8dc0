import type { TaskShape } from '../domain.ts';
import { MNIST1D_REFERENCES, type ReferenceNet } from './mnist1d.ts';

/**
 * The four networks that EvoPrompting begins with (Chen et al. 2023, section 4.1): MLP, CNN, GRU and a larger CNN with
 * residual connections. For sequences they are the published ones; for images, which the paper did not search on, the
 * same four with windows of two dimensions, and the GRU reading an image row by row.
 */
export const seedsFor = ({ inputShape }: TaskShape): readonly ReferenceNet[] =>
  inputShape.length === 3 ? MNIST1D_REFERENCES.map(forImages) : MNIST1D_REFERENCES;

const forImages = ({ name, source }: ReferenceNet): ReferenceNet => ({
  name,
  source: name === 'GRU' ? GRU_OVER_ROWS : source.replaceAll('1d(', '2d('),
});

const GRU_OVER_ROWS = `export default function build(tf, inputShape, numClasses) {
  const [rows, columns, channels] = inputShape;
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.reshape({ targetShape: [rows, columns * channels] }).apply(input);
  x = tf.layers.bidirectional({
    layer: tf.layers.gru({ units: 6, recurrentActivation: 'sigmoid', returnSequences: true })
  }).apply(x);
  x = tf.layers.flatten().apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`;
