import type { AxisName } from '../faults/network.ts';
import { GraphFault } from './fault.ts';
import type { Serialized } from './initializers.ts';
import { type ConfigOf, type Keys, badValue, flag, list, nullable, only, optional } from './keys.ts';
import type { Shape } from './shape.ts';

/** Settings as read: complete, in camel case, ready for JSON once the names are Keras'. */
export type Config = Readonly<Record<string, unknown>>;

export interface Weight {
  readonly shape: Shape;
  readonly initializer: Serialized;
}

/** A layer with its settings, ready to be called. */
export class Layer {
  readonly kind: LayerKind;
  readonly name: string;
  readonly config: Config;

  constructor(kind: LayerKind, name: string, config: Config) {
    this.kind = kind;
    this.name = name;
    this.config = config;
  }
}

/** Everything the recorder knows of one class of layers. */
export interface LayerKind {
  /** As TF.js saves it. */
  readonly className: string;
  readonly keys: Keys;
  /** Part of a network's depth (Nasir et al. 2024, LLMatic, count modules: no reshaping, no merging). */
  readonly counted: boolean;
  /** @throws GraphFault `shape` or `bad-argument` when the layer does not fit what it is given */
  shape(config: Config, inputs: readonly Shape[]): Shape;
  weights(config: Config, inputs: readonly Shape[]): readonly Weight[];
  /** Of one forward pass of one example; a multiply-add counts as two. */
  flops(config: Config, inputs: readonly Shape[], output: Shape): number;
  /** Settings worth a label, most important first. */
  detail(config: Config): readonly string[];
}

const nameKey = nullable<string>({
  read(value, name) {
    // TF.js keeps layers in a plain object, where these are taken.
    if (typeof value === 'string' && value in Object.prototype) badValue(name, { kind: 'other-word' }, value);
    if (typeof value === 'string' && /^[A-Za-z0-9][-A-Za-z0-9_./]{0,63}$/.test(value)) return value;
    return badValue(name, { kind: 'name' }, value);
  },
});

const shapeKey = nullable(list(1, 1_000_000));

const batchShapeKey = nullable<readonly number[]>({
  read(value, name) {
    if (Array.isArray(value) && value[0] === null) return list(1, 1_000_000).read(value.slice(1), name);
    return badValue(name, { kind: 'batch-shape' }, value);
  },
});

const dtype = only('float32', 'float32');

/** Settings that every layer of TF.js has. Input shapes matter only for the first layer of a sequential model. */
const COMMON_KEYS = {
  name: nameKey,
  trainable: optional(flag, true),
  dtype,
  inputShape: shapeKey,
  batchInputShape: batchShapeKey,
} as const satisfies Keys;

/** What an input takes, by its names in `tf.input` and in `tf.layers.inputLayer`. */
export const INPUT_KEYS = {
  name: nameKey,
  dtype,
  shape: shapeKey,
  batchShape: batchShapeKey,
  inputShape: shapeKey,
  batchInputShape: batchShapeKey,
} as const satisfies Keys;

interface Description<K extends Keys, Input> {
  readonly className: string;
  readonly keys: K;
  readonly counted?: boolean;
  shape(config: ConfigOf<K>, input: Input): Shape;
  weights?(config: ConfigOf<K>, input: Input): readonly Weight[];
  flops?(config: ConfigOf<K>, input: Input, output: Shape): number;
  detail?(config: ConfigOf<K>): readonly string[];
}

interface Ranked {
  /** Axes of the input of one example, by name, e.g. `['length', 'channels']`; absent when any will do. */
  readonly axes?: readonly AxisName[];
}

/** A layer that reads one tensor. */
export function layer<const K extends Keys>(description: Description<K, Shape> & Ranked): LayerKind {
  const { className, axes } = description;
  const read = (inputs: readonly Shape[]): Shape => {
    const [input] = inputs;
    if (!input || inputs.length > 1) {
      throw new GraphFault('shape', { kind: 'reads-one', layer: className, count: inputs.length });
    }
    if (axes && input.length !== axes.length) throw wrongRank(className, axes, input);
    return input;
  };
  return erase(description, read);
}

/** A layer that merges two or more tensors. */
export function mergeLayer<const K extends Keys>(description: Description<K, readonly Shape[]>): LayerKind {
  return erase(description, (inputs) => {
    if (inputs.length >= 2) return inputs;
    throw new GraphFault('shape', { kind: 'merges-more', layer: description.className });
  });
}

/** The recorder reads configurations by the layer's own keys, so that each method gets what it declares. */
function erase<K extends Keys, Input>(
  layer: Description<K, Input>,
  read: (inputs: readonly Shape[]) => Input,
): LayerKind {
  const typed = (config: Config) => config as ConfigOf<K>;
  return {
    className: layer.className,
    keys: { ...layer.keys, ...COMMON_KEYS },
    counted: layer.counted ?? false,
    shape: (config, shapes) => layer.shape(typed(config), read(shapes)),
    weights: (config, shapes) => layer.weights?.(typed(config), read(shapes)) ?? [],
    flops: (config, shapes, output) => layer.flops?.(typed(config), read(shapes), output) ?? 0,
    detail: (config) => layer.detail?.(typed(config)) ?? [],
  };
}

function wrongRank(className: string, axes: readonly AxisName[], input: Shape): GraphFault {
  const mend =
    input.length === axes.length - 1 ? 'add-axis' : input.length > axes.length ? 'pool' : 'reshape';
  return new GraphFault('shape', {
    kind: 'other-rank',
    layer: className,
    axes: [...axes],
    given: [...input],
    mend,
  });
}
