import type { Arithmetic, Matrix } from './arithmetic.ts';
import { type CoderConfig, headSize } from './config.ts';
import { rotaryAngles } from './rotary.ts';
import { type Weights, parametersOf, sizeOf, take } from './weights.ts';

/** Tokens that go through the model at once; more would win nothing and take memory. */
const CHUNK = 64;

type Work = Record<
  'x' | 'normed' | 'qkv' | 'attended' | 'head' | 'scores' | 'gated' | 'logits',
  Float32Array
>;

/** The model at work on one sequence, token by token, with the keys and values of all tokens so far. */
export class Decoder {
  readonly #config: CoderConfig;
  readonly #arithmetic: Arithmetic;
  readonly #weights: Weights;
  readonly #angles: { readonly cos: Float32Array; readonly sin: Float32Array };
  /** Of each layer, [context, width]. */
  readonly #keys: readonly Float32Array[];
  readonly #values: readonly Float32Array[];
  readonly #work: Work;
  #length = 0;

  constructor(config: CoderConfig, weights: Weights, arithmetic: Arithmetic) {
    const { width, hidden, layers, context, vocabulary } = config;
    this.#config = config;
    this.#arithmetic = arithmetic;
    this.#angles = rotaryAngles(config, context);
    const parameters = parametersOf(config);
    const lengths: Record<keyof Work, number> = {
      x: CHUNK * width,
      normed: CHUNK * width,
      qkv: CHUNK * 3 * width,
      attended: CHUNK * width,
      head: CHUNK * headSize(config),
      scores: CHUNK * context,
      gated: CHUNK * 2 * hidden,
      logits: vocabulary,
    };
    const caches = Array.from({ length: 2 * layers }, () => context * width);
    const arrays = arithmetic.allocate(
      [...parameters.map(({ shape }) => sizeOf(shape)), ...caches, ...Object.values(lengths)],
      Math.max(3 * width, 2 * hidden, context),
    );
    const next = arrays[Symbol.iterator]();
    const fetch = () => next.next().value as Float32Array<ArrayBuffer>;
    this.#weights = new Map(
      parameters.map(({ name }) => {
        const values = fetch();
        values.set(take(weights, name));
        return [name, values];
      }),
    );
    this.#keys = Array.from({ length: layers }, fetch);
    this.#values = Array.from({ length: layers }, fetch);
    this.#work = Object.fromEntries(Object.keys(lengths).map((name) => [name, fetch()])) as Work;
  }

  /** Tokens so far. */
  get length(): number {
    return this.#length;
  }

  /** Begins another sequence. */
  restart(): void {
    this.#length = 0;
  }

  /**
   * Appends tokens, at least one.
   * @returns scores of what comes next, [vocabulary], which the next call overwrites
   * @throws when the context is full
   */
  append(ids: readonly number[]): Float32Array {
    if (this.#length + ids.length > this.#config.context)
      throw new RangeError(`${this.#length + ids.length} tokens are more than ${this.#config.context}.`);
    for (let at = 0; at < ids.length; at += CHUNK) this.#appendChunk(ids.slice(at, at + CHUNK));
    return this.#work.logits;
  }

  #appendChunk(ids: readonly number[]): void {
    const { width, layers, hidden, vocabulary } = this.#config;
    const { x, normed, attended, gated, logits } = this.#work;
    const n = ids.length;
    const embedding = take(this.#weights, 'embed.weight');
    ids.forEach((id, i) => x.set(embedding.subarray(id * width, (id + 1) * width), i * width));
    for (let layer = 0; layer < layers; layer++) {
      this.#normalise(n, `layers.${layer}.norm1.weight`);
      this.#attend(n, layer);
      this.#linear(normed, n, attended, `layers.${layer}.out.weight`, width, width);
      add(x, normed, n * width);
      this.#normalise(n, `layers.${layer}.norm2.weight`);
      this.#linear(gated, n, normed, `layers.${layer}.gate_up.weight`, 2 * hidden, width);
      gate(gated, n, hidden);
      this.#linear(normed, n, gated, `layers.${layer}.down.weight`, width, hidden);
      add(x, normed, n * width);
    }
    this.#length += n;
    x.copyWithin(0, (n - 1) * width, n * width);
    this.#normalise(1, 'norm.weight');
    this.#linear(logits, 1, normed, 'embed.weight', vocabulary, width);
  }

  /** normed = x / rms(x) · scale, row by row (Zhang and Sennrich 2019). */
  #normalise(rows: number, name: string): void {
    const { width, epsilon } = this.#config;
    const { x, normed } = this.#work;
    const scale = take(this.#weights, name);
    for (let start = 0; start < rows * width; start += width) {
      let squares = 0;
      for (let k = 0; k < width; k++) squares += (x[start + k] as number) ** 2;
      const factor = 1 / Math.sqrt(squares / width + epsilon);
      for (let k = 0; k < width; k++)
        normed[start + k] = (x[start + k] as number) * factor * (scale[k] as number);
    }
  }

  /** attended = what each of n new tokens takes from all before it and itself. */
  #attend(n: number, layer: number): void {
    const { width, heads } = this.#config;
    const { qkv, normed, attended, head, scores } = this.#work;
    const [keys, values] = [this.#keys[layer] as Float32Array, this.#values[layer] as Float32Array];
    const past = this.#length;
    const total = past + n;
    const size = headSize(this.#config);
    this.#linear(qkv, n, normed, `layers.${layer}.qkv.weight`, 3 * width, width);
    for (let i = 0; i < n; i++) {
      const row = qkv.subarray(i * 3 * width, (i + 1) * 3 * width);
      this.#rotate(row, past + i);
      keys.set(row.subarray(width, 2 * width), (past + i) * width);
      values.set(row.subarray(2 * width), (past + i) * width);
    }
    for (let h = 0; h < heads; h++) {
      const at = h * size;
      const queries = { values: qkv.subarray(at), rowStep: 3 * width, columnStep: 1 };
      const past = { values: keys.subarray(at), rowStep: width, columnStep: 1 };
      this.#transposed(scores, n, queries, past, total, size);
      softmax(scores, n, total, 1 / Math.sqrt(size));
      const weighed = { values: scores, rowStep: total, columnStep: 1 };
      const taken = { values: values.subarray(at), rowStep: width, columnStep: 1 };
      this.#arithmetic.multiply(head, n, size, total, weighed, taken);
      for (let i = 0; i < n; i++) attended.set(head.subarray(i * size, (i + 1) * size), i * width + at);
    }
  }

  /** Turns a row's queries and keys by its position: halves of a head are paired (Su et al. 2021, as in GPT-NeoX). */
  #rotate(row: Float32Array, position: number): void {
    const { heads } = this.#config;
    const { cos, sin } = this.#angles;
    const size = headSize(this.#config);
    const half = size / 2;
    for (let start = 0; start < 2 * heads * size; start += size) {
      for (let i = 0; i < half; i++) {
        const c = cos[position * half + i] as number;
        const s = sin[position * half + i] as number;
        const a = row[start + i] as number;
        const b = row[start + half + i] as number;
        row[start + i] = a * c - b * s;
        row[start + half + i] = b * c + a * s;
      }
    }
  }

  /** y[n, rows] = x[n, columns] · Wᵀ */
  #linear(y: Float32Array, n: number, x: Float32Array, name: string, rows: number, columns: number): void {
    const inputs = { values: x, rowStep: columns, columnStep: 1 };
    const weight = { values: take(this.#weights, name), rowStep: columns, columnStep: 1 };
    this.#transposed(y, n, inputs, weight, rows, columns);
  }

  /** y[n, rows] = a[n, inner] · bᵀ. One row is taken as b · aᵀ, which spares the kernel laying out all of b first. */
  #transposed(y: Float32Array, n: number, a: Matrix, b: Matrix, rows: number, inner: number): void {
    if (n === 1) this.#arithmetic.multiply(y, rows, 1, inner, b, { ...a, rowStep: 1, columnStep: 1 });
    else this.#arithmetic.multiply(y, n, rows, inner, a, { ...b, rowStep: 1, columnStep: b.rowStep });
  }
}

function add(to: Float32Array, from: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) (to[i] as number) += from[i] as number;
}

/** Rows [gate, up] become rows of SiLU(gate) · up, half as long and without gaps (Shazeer 2020). */
function gate(rows: Float32Array, n: number, hidden: number): void {
  for (let i = 0; i < n; i++) {
    const from = 2 * i * hidden;
    const to = i * hidden;
    for (let k = 0; k < hidden; k++) {
      const x = rows[from + k] as number;
      rows[to + k] = (x / (1 + Math.exp(-x))) * (rows[from + hidden + k] as number);
    }
  }
}

/** Softmax of the rows [n, total] times `scale`; the last sees all columns, each before it one less. */
function softmax(rows: Float32Array, n: number, total: number, scale: number): void {
  for (let i = 0; i < n; i++) {
    const start = i * total;
    const end = start + total - (n - 1 - i);
    let greatest = -Infinity;
    for (let j = start; j < end; j++) greatest = Math.max(greatest, rows[j] as number);
    let sum = 0;
    for (let j = start; j < end; j++) {
      const e = Math.exp(((rows[j] as number) - greatest) * scale);
      rows[j] = e;
      sum += e;
    }
    for (let j = start; j < end; j++) (rows[j] as number) /= sum;
    rows.fill(0, end, start + total);
  }
}
