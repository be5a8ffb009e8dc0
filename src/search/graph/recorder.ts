import type { Architecture, TaskShape } from '../domain.ts';
import { type Call, ancestors } from './call.ts';
import { describeNetwork } from './describe.ts';
import { GraphFault } from './fault.ts';
import { readInput } from './input.ts';
import { checkInitializer } from './initializers.ts';
import { readConfig } from './keys.ts';
import { Layer, type LayerKind } from './layer.ts';
import { LAYERS } from './layers/index.ts';
import { checkCall, checkNetwork, checkRoom } from './limitChecks.ts';
import { checkOutput } from './output.ts';
import { type Shape, sameShape, sizeOf } from './shape.ts';

type Settings = Readonly<Record<string, unknown>>;

/** A tensor as the program holds it. */
export interface TensorRef {
  readonly id: number;
  readonly name: string;
  readonly shape: Shape;
}

export interface LayerRef {
  readonly id: number;
  readonly name: string;
  /** What the layer says of the input, for the first layer of a sequential model. */
  readonly inputShape?: Shape;
}

/** Another layer as a setting, as `bidirectional` takes it. */
const isLayerId = (value: unknown): value is { readonly $layer: number } =>
  typeof value === 'object' && value !== null && '$layer' in value && typeof value.$layer === 'number';

/**
 * Records the layers that a program makes and calls, checking each as it comes. Every method throws `GraphFault`
 * for a program's mistake. Lines are 1-based lines of the program, for the record.
 */
export class GraphRecorder {
  readonly #task: TaskShape;
  readonly #layers: Layer[] = [];
  readonly #calls: Call[] = [];
  readonly #called = new Set<Layer>();
  readonly #names = new Set<string>();

  constructor(task: TaskShape) {
    this.#task = task;
  }

  input(settings: Settings, line?: number): TensorRef {
    const { shape, name } = readInput(settings);
    if (!sameShape(shape, this.#task.inputShape)) {
      throw new GraphFault('shape', {
        kind: 'other-input',
        wanted: [...this.#task.inputShape],
        given: [...shape],
      });
    }
    checkRoom(this.#calls.length);
    return this.#record({
      name: this.#take('input', name),
      inputs: [],
      output: shape,
      params: 0,
      flops: 0,
      ...at(line),
    });
  }

  layer(factory: string, settings: Settings): LayerRef {
    const kind = Object.hasOwn(LAYERS, factory) ? LAYERS[factory] : undefined;
    if (!kind) throw new GraphFault('unknown-layer', { kind: 'no-layer', factory });
    checkRoom(this.#layers.length);
    const resolved = Object.entries(settings).map(([key, value]) => [
      key,
      isLayerId(value) ? this.#layers[value.$layer] : value,
    ]);
    const { name, inputShape, batchInputShape, inputDim, ...config } = within(
      `tf.layers.${factory}`,
      undefined,
      () => readConfig(kind.keys, Object.fromEntries(resolved)) as Settings & Readings,
    );
    const layer = new Layer(kind, this.#take(baseName(kind), name ?? undefined), config);
    const shape = inputShape ?? batchInputShape ?? (typeof inputDim === 'number' ? [inputDim] : undefined);
    this.#layers.push(layer);
    return { id: this.#layers.length - 1, name: layer.name, ...(shape && { inputShape: shape }) };
  }

  apply(layerId: number, tensorIds: readonly number[], line?: number): TensorRef {
    const layer = this.#layers[layerId];
    if (!layer) throw new GraphFault('bad-argument', { kind: 'not-a-layer' });
    const inputs = tensorIds.map((id) => this.#call(id));
    checkRoom(this.#calls.length);
    const { kind, config } = layer;
    const shapes = inputs.map((call) => call.output);
    return within(layer.name, layer.name, () => {
      const output = kind.shape(config, shapes);
      const weights = kind.weights(config, shapes);
      weights.forEach(({ initializer, shape }) => checkInitializer(initializer, shape));
      this.#checkReuse(layer, shapes);
      const call: Call = {
        layer,
        name: layer.name,
        inputs,
        output,
        params: this.#called.has(layer) ? 0 : weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
        flops: kind.flops(config, shapes, output),
        ...at(line),
      };
      checkCall(call);
      this.#called.add(layer);
      return this.#record(call);
    });
  }

  /** The network from the given inputs to the given outputs, of which there must be one each. */
  finish(inputIds: readonly number[], outputIds: readonly number[], line?: number): Architecture {
    try {
      return this.#finish(inputIds, outputIds);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      const { kind, message, ...where } = error.fault;
      throw new GraphFault(kind, message, { ...at(line), ...where });
    }
  }

  #finish(inputIds: readonly number[], outputIds: readonly number[]): Architecture {
    const [input, output] = [only(inputIds, 'inputs-not-one'), only(outputIds, 'outputs-not-one')].map((id) =>
      this.#call(id),
    );
    if (!input || !output) throw new GraphFault('output', { kind: 'no-ends' });
    const calls = ancestors(this.#calls, output);
    const stray = calls.find((call) => !call.layer && call !== input);
    if (stray || !calls.includes(input)) {
      throw new GraphFault('output', { kind: 'other-beginning' });
    }
    checkOutput(output, this.#task.classes);
    checkNetwork(calls);
    return describeNetwork(calls, output);
  }

  /** A layer's weights are made at its first call; a later one must fit them. */
  #checkReuse(layer: Layer, shapes: readonly Shape[]): void {
    if (!this.#called.has(layer)) return;
    const first = this.#calls.find((call) => call.layer === layer);
    const before = layer.kind.weights(layer.config, first?.inputs.map((call) => call.output) ?? []);
    const now = layer.kind.weights(layer.config, shapes);
    if (before.every(({ shape }, i) => sameShape(shape, now[i]?.shape ?? []))) return;
    throw new GraphFault('shape', {
      kind: 'other-weights',
      before: first?.inputs.map((call) => [...call.output]) ?? [],
      now: shapes.map((shape) => [...shape]),
    });
  }

  #record(call: Call): TensorRef {
    this.#calls.push(call);
    return { id: this.#calls.length - 1, name: call.name, shape: call.output };
  }

  #call(id: number): Call {
    const call = this.#calls[id];
    if (!call) throw new GraphFault('bad-argument', { kind: 'not-a-tensor' });
    return call;
  }

  /** The name that was asked for, or `dense_1`, `dense_2` … */
  #take(base: string, wanted?: string): string {
    if (wanted !== undefined && this.#names.has(wanted)) {
      throw new GraphFault('bad-argument', { kind: 'same-name', name: wanted });
    }
    let name = wanted;
    for (let i = 1; name === undefined; i++) {
      if (!this.#names.has(`${base}_${i}`)) name = `${base}_${i}`;
    }
    this.#names.add(name);
    return name;
  }
}

interface Readings {
  readonly name: string | null;
  readonly inputShape: Shape | null;
  readonly batchInputShape: Shape | null;
}

const at = (line: number | undefined) => (line === undefined ? {} : { line });

/** As TF.js derives it from the class, e.g. `conv1d` and `batch_normalization`. */
const baseName = ({ className }: LayerKind): string =>
  className
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

function only(ids: readonly number[], otherwise: 'inputs-not-one' | 'outputs-not-one'): number {
  const [id, ...more] = ids;
  if (id !== undefined && more.length === 0) return id;
  throw new GraphFault('output', { kind: otherwise, count: ids.length });
}

/** Says whose fault it is. */
function within<T>(whose: string, layer: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    const { kind, message } = error.fault;
    throw new GraphFault(kind, { ...message, whose }, layer === undefined ? {} : { layer });
  }
}
