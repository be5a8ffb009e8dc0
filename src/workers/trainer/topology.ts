import type { Topology, TopologyLayer } from '../../search/domain.ts';
import { Rng } from '../../search/random/rng.ts';
import { withoutRepeats } from '../../search/graph/repeats.ts';

/** A topology that is ready to build: every draw of chance in it has a seed, and its output is named for the loss. */
export interface Prepared {
  readonly topology: Topology;
  /** What the network's output stands for. */
  readonly output: 'logits' | 'probabilities';
}

/**
 * Seeds the initialisers and the dropout of a topology, and takes off a final softmax, which the loss applies
 * itself: softmax and cross-entropy together have the gradient `p - y` and never take the logarithm of zero. The
 * network and its weights stay mathematically the same.
 *
 * @param seed with a layer's position it fixes that layer's draws; names, which say nothing of the network, do not
 */
export function prepareTopology(topology: Topology, seed: number): Prepared {
  const rng = new Rng(seed);
  const layers = topology.config.layers.map((layer, position) => ({
    ...layer,
    config: seedConfig(layer.class_name, layer.config, rng.fork(position)),
  }));
  const last = topology.config.output_layers[0]?.[0];
  const at = layers.findIndex((layer) => layer.name === last);
  const final = layers[at];
  const logits = final && withoutSoftmax(final);
  if (logits) layers[at] = logits;
  return {
    topology: withoutRepeats({ ...topology, config: { ...topology.config, layers } }),
    output: !logits && final && endsInSoftmax(final) ? 'probabilities' : 'logits',
  };
}

const endsInSoftmax = (layer: TopologyLayer) =>
  layer.class_name === 'Softmax' || layer.config['activation'] === 'softmax';

/** A layer that is called more than once keeps its softmax: the earlier calls need it. */
function withoutSoftmax(layer: TopologyLayer): TopologyLayer | undefined {
  if (!endsInSoftmax(layer) || layer.inbound_nodes.length !== 1) return undefined;
  if (layer.class_name !== 'Softmax') return { ...layer, config: { ...layer.config, activation: 'linear' } };
  const { name } = layer.config;
  return { ...layer, class_name: 'Activation', config: { name, activation: 'linear' } };
}

type Config = Readonly<Record<string, unknown>>;

/** Wrapped layers and initialisers lie in a configuration as `{ class_name, config }`; each gets a seed by its path. */
function seedConfig(className: string, config: Config, rng: Rng): Config {
  const seeded: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    seeded[key] = isSerialized(value)
      ? { ...value, config: seedConfig(value.class_name, value.config, rng.fork(key)) }
      : value;
  }
  if (SEEDED.has(className)) {
    // Plus one, since TF.js takes a seed of 0 for none.
    seeded['seed'] = rng.fork('seed').seed() + 1;
  }
  return seeded;
}

/** Classes whose configuration has a `seed`. Keras' names for the variance-scaling family are one class when saved. */
const SEEDED = new Set([
  'RandomNormal',
  'RandomUniform',
  'TruncatedNormal',
  'VarianceScaling',
  'GlorotNormal',
  'GlorotUniform',
  'HeNormal',
  'HeUniform',
  'LeCunNormal',
  'LeCunUniform',
  'Orthogonal',
  'Dropout',
  'SimpleRNN',
  'GRU',
  'LSTM',
]);

const isSerialized = (value: unknown): value is { readonly class_name: string; readonly config: Config } =>
  typeof value === 'object' && value !== null && 'class_name' in value && 'config' in value;
