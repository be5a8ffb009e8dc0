import type { Architecture, TaskShape } from '../../domain.ts';
import { GraphRecorder, type TensorRef } from '../../graph/recorder.ts';
import type { Shape } from '../../graph/shape.ts';

type Value = number | string | readonly number[] | Nested;
export type Config = Readonly<Record<string, Value>>;

/** A layer as another one's setting, as in `bidirectional({ layer: ... })`. */
interface Nested {
  readonly factory: string;
  readonly config: Config;
}

/** A tensor with the name it has in the program at this point. */
export interface Named {
  readonly name: string;
  readonly tensor: TensorRef;
}

const isNested = (value: Value): value is Nested => typeof value === 'object' && 'factory' in value;

const valueText = (value: Value): string => {
  if (isNested(value)) return layerText(value.factory, value.config);
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'number' ? String(value) : `[${value.join(', ')}]`;
};

/** A call that makes a layer, as program text. */
function layerText(factory: string, config: Config): string {
  const settings = Object.entries(config).map(([key, value]) => `${key}: ${valueText(value)}`);
  return `tf.layers.${factory}(${settings.length > 0 ? `{ ${settings.join(', ')} }` : ''})`;
}

/**
 * Writes a functional program line by line and records the same layers as it goes, so that whoever samples knows
 * every shape. All methods throw `GraphFault` for layers that do not fit.
 */
export class ProgramWriter {
  readonly #recorder: GraphRecorder;
  readonly #classes: number;
  readonly #input: TensorRef;
  readonly #lines: string[] = [];
  readonly #names = new Map<string, number>();
  /** The end of the main path. */
  #current: Named;

  constructor({ inputShape, classes }: TaskShape) {
    this.#recorder = new GraphRecorder({ inputShape, classes });
    this.#classes = classes;
    this.#input = this.#recorder.input({ shape: [...inputShape] });
    this.#current = { name: 'input', tensor: this.#input };
  }

  /** Of the main path's end. */
  get shape(): Shape {
    return this.#current.tensor.shape;
  }

  /** Continues the main path by a layer on its end. */
  then(factory: string, config: Config = {}): void {
    this.#advance(factory, config, this.#current.name, [this.#current]);
  }

  /** Joins the given tensors and continues the main path from there. */
  merge(factory: 'add' | 'concatenate' | 'multiply', inputs: readonly Named[]): void {
    this.#advance(factory, {}, `[${inputs.map(({ name }) => name).join(', ')}]`, inputs);
  }

  /** Gives the main path's end a name that stays when the path goes on. */
  keep(base: string): Named {
    if (this.#current.name !== 'x') return this.#current;
    const name = this.#fresh(base);
    this.#lines.push(`const ${name} = x;`);
    return { name, tensor: this.#current.tensor };
  }

  /** The main path's end as it is named now; wrong once the path goes on. */
  get end(): Named {
    return this.#current;
  }

  /** A side path of one layer more. */
  aside(base: string, factory: string, config: Config, from: Named): Named {
    const name = this.#fresh(base);
    this.#lines.push(`const ${name} = ${layerText(factory, config)}.apply(${from.name});`);
    return { name, tensor: this.#record(factory, config, [from]) };
  }

  /** Ends in a probability for each class. */
  finish(): { readonly text: string; readonly architecture: Architecture } {
    const { name } = this.#current;
    const config = { units: this.#classes, activation: 'softmax' };
    const output = this.#record('dense', config, [this.#current]);
    const changes = this.#lines.some((line) => line.startsWith('x = '));
    const lines = changes ? this.#lines : this.#lines.map((line) => line.replace(/^let x /, 'const x '));
    const text = [
      'export default function build(tf, inputShape, numClasses) {',
      'const input = tf.input({ shape: inputShape });',
      ...lines,
      `const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(${name});`,
      'return tf.model({ inputs: input, outputs: output });',
      '}',
    ].join('\n');
    return { text, architecture: this.#recorder.finish([this.#input.id], [output.id]) };
  }

  #advance(factory: string, config: Config, argument: string, inputs: readonly Named[]): void {
    const tensor = this.#record(factory, config, inputs);
    const isFirst = this.#current.name !== 'x';
    this.#lines.push(`${isFirst ? 'let x' : 'x'} = ${layerText(factory, config)}.apply(${argument});`);
    this.#current = { name: 'x', tensor };
  }

  #record(factory: string, config: Config, inputs: readonly Named[]): TensorRef {
    return this.#recorder.apply(
      this.#make(factory, config),
      inputs.map(({ tensor }) => tensor.id),
    );
  }

  #make(factory: string, config: Config): number {
    const settings = Object.entries(config).map(([key, value]) => [
      key,
      isNested(value) ? { $layer: this.#make(value.factory, value.config) } : value,
    ]);
    return this.#recorder.layer(factory, Object.fromEntries(settings)).id;
  }

  #fresh(base: string): string {
    const count = (this.#names.get(base) ?? 0) + 1;
    this.#names.set(base, count);
    return `${base}${count}`;
  }
}
