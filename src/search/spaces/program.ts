import type { TaskShape } from '../domain.ts';

/** 1 for sequences, 2 for images. @throws RangeError for others */
export function rankOf({ inputShape }: TaskShape): 1 | 2 {
  const rank = inputShape.length - 1;
  if (rank === 1 || rank === 2) return rank;
  throw new RangeError(
    `This space is of networks for sequences and images, not for inputs of shape [${inputShape.join(', ')}].`,
  );
}

/**
 * A candidate's program around the lines that turn `x` into what a classifier reads, a vector.
 * @param head name of the dense layer that says the classes, where it is to have one
 */
export const programOf = (
  lines: readonly string[],
  head?: string,
): string => `export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  let x = input;
  ${lines.join('\n  ')}
  const output = tf.layers.dense({ ${head === undefined ? '' : `name: '${head}', `}units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output });
}
`;
