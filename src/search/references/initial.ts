import type { TaskShape } from '../domain.ts';
import type { ReferenceNet } from './mnist1d.ts';

/**
 * What LLMatic begins with (Nasir et al. 2024): one convolution of one filter and kernel 1, and one dense layer. The
 * released code puts a ReLU on the logits too, which cuts off half of what they can say; here they are left alone.
 */
export const initialNetwork = ({ inputShape }: TaskShape): ReferenceNet => ({
  name: 'one convolution',
  source: `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = tf.layers.conv${inputShape.length - 1}d({ filters: 1, kernelSize: 1, activation: 'relu' }).apply(input);
  x = tf.layers.flatten().apply(x);
  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`,
});
