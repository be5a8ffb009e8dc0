import type { Call } from './call.ts';
import { GraphFault } from './fault.ts';
import { sameShape } from './shape.ts';

/** Layers that pass on the numbers they are given, in another shape or with some left out. */
const PASSING = new Set(['Flatten', 'Reshape', 'Permute', 'Dropout']);

const ACTIVATION_LAYERS = new Set(['ReLU', 'LeakyReLU', 'ELU', 'PReLU', 'Softmax']);

/**
 * A classifier ends in one score per class: either bare (logits) or made into probabilities by a softmax, which must
 * be the last layer's, so that the loss can take it off. @throws GraphFault `output`
 */
export function checkOutput(output: Call, classes: number): void {
  const where = { layer: output.name, ...(output.line !== undefined && { line: output.line }) };
  if (!output.layer) throw new GraphFault('output', { kind: 'returns-input' }, where);
  if (!sameShape(output.output, [classes])) {
    throw new GraphFault(
      'output',
      { kind: 'ends-in-shape', given: [...output.output], wanted: [classes] },
      where,
    );
  }
  const last = lastComputing(output);
  const activation = last && finalActivation(last);
  if (activation === undefined || (activation === 'softmax' && last === output)) return;
  throw new GraphFault(
    'output',
    activation === 'softmax' ? { kind: 'softmax-not-last' } : { kind: 'ends-in-activation', activation },
    where,
  );
}

/** The last layer that changes numbers. */
function lastComputing(output: Call): Call | undefined {
  let call: Call | undefined = output;
  while (call?.layer && passes(call.layer)) call = call.inputs[0];
  return call?.layer ? call : undefined;
}

const passes = ({ kind, config }: NonNullable<Call['layer']>): boolean =>
  PASSING.has(kind.className) || (kind.className === 'Activation' && config['activation'] === 'linear');

/** Recurrent layers have an activation inside, which is no activation of their output. */
function finalActivation({ layer }: Call): string | undefined {
  if (!layer) return undefined;
  const { className } = layer.kind;
  if (ACTIVATION_LAYERS.has(className)) return className === 'Softmax' ? 'softmax' : className;
  if ('recurrentInitializer' in layer.config) return undefined;
  const activation = layer.config['activation'];
  return typeof activation === 'string' && activation !== 'linear' ? activation : undefined;
}
