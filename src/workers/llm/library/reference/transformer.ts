/**
 * The transformer of the model library in plain numbers: the oracle that its kernels are tested against. A decoder of
 * pre-normalised layers (RMSNorm, Zhang & Sennrich 2019) with rotary positions (Su et al. 2021), causal attention and
 * a gated MLP (Shazeer 2020), its output tied to its embedding.
 */

/** By name, row-major; y = W x. Shapes: see `weightShapes`. */
export type Weights = ReadonlyMap<string, Float32Array>;

export interface ModelSizes {
  readonly vocabulary: number;
  /** Of a token's state; a multiple of the heads' 32. */
  readonly width: number;
  /** Of the MLP's hidden state. */
  readonly hidden: number;
  readonly layers: number;
}

export const HEAD = 32;
const EPSILON = 1e-5;
const ROTARY_BASE = 10_000;

/** Every weight in the order of the model's files. */
export function weightShapes({ vocabulary, width, hidden, layers }: ModelSizes): [string, number[]][] {
  const layer = (i: number): [string, number[]][] => [
    [`layers.${i}.norm1.weight`, [width]],
    [`layers.${i}.qkv.weight`, [3 * width, width]],
    [`layers.${i}.out.weight`, [width, width]],
    [`layers.${i}.norm2.weight`, [width]],
    [`layers.${i}.gate_up.weight`, [2 * hidden, width]],
    [`layers.${i}.down.weight`, [width, hidden]],
  ];
  return [
    ['embed.weight', [vocabulary, width]],
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    ['norm.weight', [width]],
  ];
}

/** One conversation: tokens go in, scores of the next come out. */
export class ReferenceModel {
  readonly #sizes: ModelSizes;
  readonly #weights: Weights;
  /** Per layer, the keys (rotated) and values of each position so far. */
  readonly #keys: Float64Array[][];
  readonly #values: Float64Array[][];

  constructor(sizes: ModelSizes, weights: Weights) {
    this.#sizes = sizes;
    this.#weights = weights;
    this.#keys = Array.from({ length: sizes.layers }, () => []);
    this.#values = Array.from({ length: sizes.layers }, () => []);
  }

  /** @returns the scores [vocabulary] of what follows the last of the tokens */
  append(tokens: readonly number[]): Float64Array {
    let state = new Float64Array();
    for (const token of tokens) state = this.#step(token);
    return multiply(this.#weight('embed.weight'), normalise(state, this.#weight('norm.weight')));
  }

  #weight(name: string): Float32Array {
    const weight = this.#weights.get(name);
    if (!weight) throw new Error(`The model lacks the weight ${name}.`);
    return weight;
  }

  #step(token: number): Float64Array {
    const { width, layers } = this.#sizes;
    let state = Float64Array.from(this.#weight('embed.weight').subarray(token * width, (token + 1) * width));
    for (let layer = 0; layer < layers; layer++) {
      state = this.#attend(layer, state);
      state = this.#transform(layer, state);
    }
    return state;
  }

  #attend(layer: number, state: Float64Array): Float64Array {
    const { width } = this.#sizes;
    const inputs = normalise(state, this.#weight(`layers.${layer}.norm1.weight`));
    const projected = multiply(this.#weight(`layers.${layer}.qkv.weight`), inputs);
    const keys = this.#keys[layer] ?? [];
    const values = this.#values[layer] ?? [];
    const position = keys.length;
    const query = rotate(projected.subarray(0, width), position);
    keys.push(rotate(projected.subarray(width, 2 * width), position));
    values.push(projected.slice(2 * width));
    const mixed = new Float64Array(width);
    for (let head = 0; head < width; head += HEAD) {
      const scores = keys.map((key) => dot(query, key, head) / Math.sqrt(HEAD));
      const shares = softmax(scores);
      values.forEach((value, i) => {
        for (let k = head; k < head + HEAD; k++) mixed[k]! += shares[i]! * value[k]!;
      });
    }
    return add(state, multiply(this.#weight(`layers.${layer}.out.weight`), mixed));
  }

  #transform(layer: number, state: Float64Array): Float64Array {
    const inputs = normalise(state, this.#weight(`layers.${layer}.norm2.weight`));
    const both = multiply(this.#weight(`layers.${layer}.gate_up.weight`), inputs);
    const { hidden } = this.#sizes;
    const product = both
      .slice(0, hidden)
      .map((gate, i) => (gate / (1 + Math.exp(-gate))) * both[hidden + i]!);
    return add(state, multiply(this.#weight(`layers.${layer}.down.weight`), product));
  }
}

function normalise(state: Float64Array, gain: Float32Array): Float64Array {
  const mean = state.reduce((sum, x) => sum + x * x, 0) / state.length;
  return state.map((x, i) => (x / Math.sqrt(mean + EPSILON)) * gain[i]!);
}

/** The first half of each head turns with its second half. */
function rotate(states: Float64Array, position: number): Float64Array {
  const turned = states.slice();
  for (let head = 0; head < states.length; head += HEAD) {
    for (let i = 0; i < HEAD / 2; i++) {
      const angle = position * ROTARY_BASE ** ((-2 * i) / HEAD);
      const [x, y] = [states[head + i]!, states[head + i + HEAD / 2]!];
      turned[head + i] = x * Math.cos(angle) - y * Math.sin(angle);
      turned[head + i + HEAD / 2] = y * Math.cos(angle) + x * Math.sin(angle);
    }
  }
  return turned;
}

function multiply(weight: Float32Array, x: Float64Array): Float64Array {
  const y = new Float64Array(weight.length / x.length);
  for (let row = 0; row < y.length; row++) {
    let sum = 0;
    for (let k = 0; k < x.length; k++) sum += weight[row * x.length + k]! * x[k]!;
    y[row] = sum;
  }
  return y;
}

function dot(a: Float64Array, b: Float64Array, head: number): number {
  let sum = 0;
  for (let k = head; k < head + HEAD; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** Shares that sum to one. */
export function softmax(scores: readonly number[], temperature = 1): number[] {
  const largest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp((score - largest) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

const add = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + b[i]!);
