import type { TaskShape } from '../../domain.ts';
import { channelsOf } from '../../graph/shape.ts';
import { type Block, channelsAfter, type Genome } from './blocks.ts';
import { type HelperName, helpersFor } from './helpers.ts';
import { squeezed } from './records.ts';

interface Line {
  /** An expression over `x`, what the block makes of its input. */
  readonly code: string;
  readonly calls: readonly HelperName[];
}

function lineOf({ kind, width, kernel, stride }: Block, channels: number): Line {
  switch (kind) {
    case 'Conv':
      return { calls: ['conv'], code: `conv(x, ${width}, ${kernel}, ${stride}, true)` };
    case 'BatchNorm':
      return { calls: ['norm'], code: 'norm(x)' };
    case 'ReLU':
      return { calls: ['relu'], code: 'relu(x)' };
    case 'MaxPool':
      return { calls: ['pool'], code: `pool(x, 'max', ${kernel}, ${stride})` };
    case 'AvgPool':
      return { calls: ['pool'], code: `pool(x, 'average', ${kernel}, ${stride})` };
    case 'ConvNormActivation':
      return width === 0
        ? { calls: ['depthwise', 'norm', 'relu'], code: `relu(norm(depthwise(x, ${kernel}, ${stride})))` }
        : { calls: ['convNormActivation'], code: `convNormActivation(x, ${width}, ${kernel}, ${stride})` };
    case 'SqueezeExcitation':
      return { calls: ['squeezeExcitation'], code: `squeezeExcitation(x, ${squeezed(channels)})` };
    case 'Inception':
      return { calls: ['inception'], code: `inception(x, ${width})` };
    case 'Stem':
      return { calls: ['stem'], code: `stem(x, ${width})` };
    default: {
      const helper = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}` as Uncapitalize<typeof kind>;
      return { calls: [helper], code: `${helper}(x, ${width}, ${stride})` };
    }
  }
}

/**
 * A genome as a candidate program: a function for each kind of block in it, a line for each block, and a classifier.
 * @throws RangeError for a task that is neither sequences nor images
 */
export function render(genome: Genome, { inputShape }: TaskShape): string {
  const rank = inputShape.length - 1;
  if (rank !== 1 && rank !== 2)
    throw new RangeError(
      `GPT-NAS takes sequences and images, not inputs of shape [${inputShape.join(', ')}]`,
    );
  let channels = channelsOf(inputShape);
  const lines = genome.map((block) => {
    const line = lineOf(block, channels);
    channels = channelsAfter(block, channels);
    return line;
  });
  return `export default function build(tf, inputShape, numClasses) {
  ${helpersFor(
    lines.flatMap(({ calls }) => calls),
    rank,
  ).join('\n  ')}

  const input = tf.input({ shape: inputShape });
  let x = input;
  ${lines.map(({ code }) => `x = ${code};`).join('\n  ')}
  x = tf.layers.globalAveragePooling${rank}d({}).apply(x);
  x = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: x });
}
`;
}
