import type { TaskShape } from '../../domain.ts';

/** A program being written, with the shape of what `x` holds at its end. Every method adds lines. */
export class Draft {
  readonly #lines: string[] = [];
  readonly #names = new Map<string, number>();
  /** Per axis; empty once `x` is a plain vector. */
  #positions: readonly number[];
  #channels: number;
  #flops = 0;
  #params = 0;

  constructor({ inputShape }: TaskShape) {
    this.#positions = inputShape.slice(0, -1);
    this.#channels = inputShape.at(-1) ?? 1;
  }

  get channels(): number {
    return this.#channels;
  }

  /** The shortest axis; 1 for a vector. */
  get resolution(): number {
    return Math.min(...this.#positions, ...(this.#positions.length === 0 ? [1] : []));
  }

  /** `1d` or `2d`, as TF.js names its layers. */
  get suffix(): string {
    return `${this.#positions.length}d`;
  }

  get features(): number {
    return this.#channels * size(this.#positions);
  }

  get flops(): number {
    return this.#flops;
  }

  get params(): number {
    return this.#params;
  }

  /** A name for a further variable: the word itself the first time, then with a number. */
  name(word: string): string {
    const uses = (this.#names.get(word) ?? 0) + 1;
    this.#names.set(word, uses);
    return uses === 1 ? word : `${word}${uses}`;
  }

  /** `x = layer(x)`. */
  layer(factory: string, config: Readonly<Record<string, unknown>> = {}): void {
    this.line(`x = ${call(factory, config)}.apply(x);`);
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** Notes a convolution with `same` padding: what it costs and what it leaves. */
  convolved(filters: number, strides: number, weightsPerPosition: number): void {
    this.#positions = this.#positions.map((length) => Math.ceil(length / strides));
    this.#channels = filters;
    this.#flops += 2 * weightsPerPosition * size(this.#positions);
    this.#params += weightsPerPosition + filters;
  }

  pooled(pool: number): void {
    this.#positions = this.#positions.map((length) => Math.floor(length / pool));
  }

  flattened(): void {
    this.#channels = this.features;
    this.#positions = [];
  }

  averaged(): void {
    this.#positions = [];
  }

  connected(units: number): void {
    this.#flops += 2 * this.#channels * units;
    this.#params += (this.#channels + 1) * units;
    this.#channels = units;
  }

  /** Weights of a dense kernel that slides over the present axes. */
  kernelWeights(filters: number, kernel: number): number {
    return kernel ** this.#positions.length * this.#channels * filters;
  }

  finish(): string {
    return [
      'export default function build(tf, inputShape, numClasses) {',
      '  const input = tf.input({ shape: inputShape });',
      '  let x = input;',
      ...this.#lines.map((line) => `  ${line}`),
      `  const output = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);`,
      '  return tf.model({ inputs: input, outputs: output });',
      '}',
      '',
    ].join('\n');
  }
}

/** `tf.layers.conv1d({ filters: 8, padding: 'same' })` */
export function call(factory: string, config: Readonly<Record<string, unknown>>): string {
  const settings = Object.entries(config).map(([key, value]) => `${key}: ${literal(value)}`);
  return `tf.layers.${factory}(${settings.length === 0 ? '' : `{ ${settings.join(', ')} }`})`;
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value);

const size = (lengths: readonly number[]): number => lengths.reduce((product, length) => product * length, 1);
