import type { AnyNode } from 'acorn';
import type { Architecture, TaskShape } from '../../domain.ts';
import { INITIALIZER_NAMES } from '../../graph/initializers.ts';
import { LAYERS } from '../../graph/layers/index.ts';
import { GraphRecorder, type LayerRef, type TensorRef } from '../../graph/recorder.ts';
import { REGULARIZER_NAMES } from '../../graph/regularizers.ts';
import type { Shape } from '../../graph/shape.ts';
import type { Callable } from './evaluate.ts';
import { Unreadable } from './unreadable.ts';

/** What a layer read and gave when it was first called. */
export interface Seen {
  readonly inputs: readonly Shape[];
  readonly output: Shape;
}

/** Everything of the facade's that a program can hold. */
class Handle {
  /** Own properties are what the program may read of it. */
  [member: string]: unknown;
}

class TensorHandle extends Handle {
  readonly #ref: TensorRef;
  constructor(ref: TensorRef) {
    super();
    this.#ref = ref;
    this.shape = [null, ...ref.shape];
  }
  static refOf(value: unknown): TensorRef {
    if (value instanceof TensorHandle) return value.#ref;
    throw new Unreadable('what is no tensor, where one belongs');
  }
}

class LayerHandle extends Handle {
  readonly #ref: LayerRef;
  readonly #node: AnyNode;
  constructor(ref: LayerRef, node: AnyNode) {
    super();
    this.#ref = ref;
    this.#node = node;
  }
  static of(value: unknown): { readonly ref: LayerRef; readonly node: AnyNode } {
    if (value instanceof LayerHandle) return { ref: value.#ref, node: value.#node };
    throw new Unreadable('what is no layer, where one belongs');
  }
}

/**
 * `tf` as the sandbox offers it, for a reader instead of an interpreter. It records to the same recorder; where a
 * program leaves the usual forms it is `Unreadable`, and where layers do not fit the recorder's `GraphFault` passes.
 */
export class Facade {
  readonly #recorder: GraphRecorder;
  readonly #seen = new Map<AnyNode, Seen>();
  readonly tf: Readonly<Record<string, unknown>>;

  constructor(task: TaskShape) {
    this.#recorder = new GraphRecorder(task);
    const input: Callable = ([config]) => new TensorHandle(this.#recorder.input(settings(config)));
    const layers = Object.keys(LAYERS).map((name): [string, Callable] => [
      name,
      ([config], node) => this.#layer(name, settings(config), node),
    ]);
    this.tf = {
      input,
      model: (([config]) => settings(config)) satisfies Callable,
      sequential: (([config]) => this.#sequential(settings(config))) satisfies Callable,
      layers: { ...Object.fromEntries(layers), input },
      initializers: named('$initializer', INITIALIZER_NAMES),
      regularizers: named('$regularizer', REGULARIZER_NAMES),
    };
  }

  /** By the call that made the layer. */
  get seen(): ReadonlyMap<AnyNode, Seen> {
    return this.#seen;
  }

  /** @param model what the program returned */
  finish(model: unknown): Architecture {
    const { inputs, outputs } = settings(model);
    const ids = (value: unknown) => [value].flat().map((each) => TensorHandle.refOf(each).id);
    return this.#recorder.finish(ids(inputs), ids(outputs));
  }

  #layer(factory: string, config: Record<string, unknown>, node: AnyNode): LayerHandle {
    const plain = Object.entries(config).map(([key, value]) => [key, inner(value)]);
    const handle = new LayerHandle(this.#recorder.layer(factory, Object.fromEntries(plain)), node);
    const apply: Callable = ([inputs]) => this.#apply(handle, [inputs].flat());
    handle.apply = apply;
    return handle;
  }

  #apply(layer: unknown, inputs: readonly unknown[]): TensorHandle {
    const { ref, node } = LayerHandle.of(layer);
    const tensors = inputs.map((each) => TensorHandle.refOf(each));
    const output = this.#recorder.apply(
      ref.id,
      tensors.map(({ id }) => id),
    );
    if (!this.#seen.has(node))
      this.#seen.set(node, { inputs: tensors.map(({ shape }) => shape), output: output.shape });
    return new TensorHandle(output);
  }

  #sequential({ layers = [] }: Record<string, unknown>): Handle {
    const model = new Handle();
    const add: Callable = ([layer]) => {
      const { inputShape } = LayerHandle.of(layer).ref;
      if (!model.outputs && inputShape)
        model.inputs = model.outputs = new TensorHandle(this.#recorder.input({ shape: inputShape }));
      model.outputs = this.#apply(layer, [model.outputs]);
    };
    model.add = add;
    for (const layer of [layers].flat()) add([layer], undefined as never);
    return model;
  }
}

function settings(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Unreadable('what is no configuration, where one belongs');
}

/** A layer in a configuration is named to the recorder by its number. */
const inner = (value: unknown): unknown =>
  value instanceof LayerHandle ? { $layer: LayerHandle.of(value).ref.id } : value;

const named = (mark: string, names: readonly string[]): Readonly<Record<string, Callable>> =>
  Object.fromEntries(names.map((name) => [name, ([config]) => ({ [mark]: name, config: settings(config) })]));
