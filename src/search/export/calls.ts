import type { Architecture, TopologyLayer } from '../domain.ts';
import type { Shape } from '../graph/shape.ts';
import { identifiers } from './identifiers.ts';

/** One use of a layer, as a line of Python. */
export interface ExportCall {
  readonly layer: TopologyLayer;
  /** The layer's name in Python, the same for all its calls. */
  readonly identifier: string;
  /** How many calls the layer has in all. */
  readonly uses: number;
  /** What the output is called: `inputs` for the network's, `x` where only the next line reads it. */
  readonly variable: string;
  readonly inputs: readonly { readonly variable: string; readonly shape: Shape }[];
  /** Without the batch axis. */
  readonly shape: Shape;
}

/** The calls of a network, each after its inputs; the input is first and the output last. */
export function callsOf({ topology, layers: summaries }: Architecture): readonly ExportCall[] {
  const layers = new Map(topology.config.layers.map((layer) => [layer.name, layer]));
  const names = identifiersOf(topology.config.layers);
  const owners = summaries.map(({ name }) => name.replace(/ \(\d+\)$/, ''));
  const variables = new Map<string, string>();
  const shapes = new Map(summaries.map(({ name, outputShape }) => [name, outputShape]));

  return summaries.map((summary, index): ExportCall => {
    const owner = owners[index] ?? summary.name;
    const layer = layers.get(owner);
    const identifier = names.get(owner);
    if (!layer || identifier === undefined) throw new Error(`no layer ${owner} in the topology`);
    const before = owners.slice(0, index).filter((each) => each === owner).length;
    const readers = summaries.flatMap(({ inputs }, at) => (inputs.includes(summary.name) ? [at] : []));
    const own = before === 0 ? identifier : `${identifier}_call${before + 1}`;
    const passesOn = readers.every((reader) => reader === index + 1);
    variables.set(summary.name, summary.className === 'InputLayer' ? 'inputs' : passesOn ? 'x' : own);
    return {
      layer,
      identifier,
      uses: owners.filter((each) => each === owner).length,
      variable: variables.get(summary.name) ?? 'x',
      inputs: summary.inputs.map((name) => ({
        variable: variables.get(name) ?? 'x',
        shape: shapes.get(name) ?? [],
      })),
      shape: summary.outputShape,
    };
  });
}

/** The name of each layer in Python, which is also the name its weights are saved under. */
export const identifiersOf = (layers: readonly TopologyLayer[]): ReadonlyMap<string, string> =>
  identifiers(layers.map(({ name }) => name));

/**
 * What the last layer's output is once its softmax is left off, where that can be: a layer that is called more than once
 * keeps it, since the earlier calls need it.
 */
export function endingOf(calls: readonly ExportCall[]): 'bare' | 'softmax' | 'shared softmax' {
  const last = calls.at(-1);
  const isSoftmax = last?.layer.class_name === 'Softmax' || last?.layer.config['activation'] === 'softmax';
  if (!isSoftmax) return 'bare';
  return last.uses === 1 ? 'softmax' : 'shared softmax';
}
