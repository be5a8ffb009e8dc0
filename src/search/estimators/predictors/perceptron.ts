import { mean } from 'd3-array';
import type { Rng } from '../../random/rng.ts';
import type { Features, Predictor } from './predictor.ts';
import { Scaling } from './scaling.ts';

export interface PerceptronSettings {
  /** Units of the one hidden layer. */
  readonly hidden: number;
  readonly steps: number;
  readonly learningRate: number;
}

/**
 * Weights of a network of one hidden layer, in one list: [inputs + 1, hidden] with the biases last, then [hidden + 1].
 * What belongs to one input lies together, so that an input of 0 costs nothing.
 */
type Weights = Float64Array;

/**
 * A small multilayer perceptron: one hidden layer of tanh units, squared error, Adam (Kingma and Ba 2015) on all rows at
 * once. Smaller than BANANAS' ten layers of 20 (White et al. 2021), which want hundreds of rows.
 *
 * Features that are all 0 or 1 are taken as they are, others are brought to mean 0 and variance 1.
 */
export class Perceptron implements Predictor {
  readonly #rng: Rng;
  readonly #settings: PerceptronSettings;
  #scaling: Scaling | undefined;
  #mean = 0;
  #deviation = 1;
  #weights: Weights = new Float64Array();

  constructor(rng: Rng, settings: PerceptronSettings = { hidden: 16, steps: 400, learningRate: 0.02 }) {
    this.#rng = rng;
    this.#settings = settings;
  }

  fit(x: Features, y: readonly number[]): void {
    const { hidden, steps, learningRate } = this.#settings;
    this.#scaling = isBinary(x) ? undefined : new Scaling(x);
    const rows = sparse(this.#scaled(x));
    const middle = mean(y) ?? 0;
    this.#mean = middle;
    this.#deviation = Math.sqrt(mean(y, (value) => (value - middle) ** 2) ?? 0) || 1;
    const target = y.map((value) => (value - middle) / this.#deviation);
    this.#weights = drawWeights(this.#rng, x[0]?.length ?? 0, hidden);
    const adam = new Adam(this.#weights.length, learningRate);
    for (let step = 0; step < steps; step++)
      adam.step(this.#weights, gradientOf(this.#weights, rows, target, hidden).gradient);
  }

  predict(x: Features): number[] {
    const units = new Float64Array(this.#settings.hidden);
    return sparse(this.#scaled(x)).map(
      (row) => this.#mean + this.#deviation * forward(this.#weights, row, units),
    );
  }

  #scaled(x: Features): Features {
    return this.#scaling?.apply(x) ?? x;
  }
}

/** What of a row is not 0. */
interface SparseRow {
  readonly at: Uint16Array;
  readonly values: Float64Array;
}

const isBinary = (x: Features): boolean => x.every((row) => row.every((value) => value === 0 || value === 1));

const sparse = (x: Features): readonly SparseRow[] =>
  x.map((row) => {
    const at = [...row.keys()].filter((i) => row[i] !== 0);
    return { at: Uint16Array.from(at), values: Float64Array.from(at, (i) => row[i] ?? 0) };
  });

/** Glorot's, biases 0. */
function drawWeights(rng: Rng, inputs: number, hidden: number): Weights {
  const draw = (fanIn: number, fanOut: number) => (2 * rng.float() - 1) * Math.sqrt(6 / (fanIn + fanOut));
  const weights = new Float64Array((inputs + 1) * hidden + hidden + 1);
  for (let i = 0; i < inputs * hidden; i++) weights[i] = draw(inputs, hidden);
  for (let unit = 0; unit < hidden; unit++) weights[(inputs + 1) * hidden + unit] = draw(hidden, 1);
  return weights;
}

/** @param units [hidden], filled with what the hidden units give */
function forward(weights: Weights, { at, values }: SparseRow, units: Float64Array): number {
  const hidden = units.length;
  const output = weights.length - hidden - 1;
  for (let unit = 0; unit < hidden; unit++) units[unit] = weights[output - hidden + unit] ?? 0;
  for (let i = 0; i < at.length; i++) {
    const from = (at[i] ?? 0) * hidden;
    const value = values[i] ?? 0;
    for (let unit = 0; unit < hidden; unit++)
      units[unit] = (units[unit] ?? 0) + value * (weights[from + unit] ?? 0);
  }
  let sum = weights[output + hidden] ?? 0;
  for (let unit = 0; unit < hidden; unit++) {
    const value = Math.tanh(units[unit] ?? 0);
    units[unit] = value;
    sum += value * (weights[output + unit] ?? 0);
  }
  return sum;
}

/** Mean squared error and its gradient by all weights. */
export const lossGradient = (weights: Weights, x: Features, y: readonly number[], hidden: number) =>
  gradientOf(weights, sparse(x), y, hidden);

function gradientOf(weights: Weights, rows: readonly SparseRow[], y: readonly number[], hidden: number) {
  const gradient = new Float64Array(weights.length);
  const units = new Float64Array(hidden);
  const inner = new Float64Array(hidden);
  const output = weights.length - hidden - 1;
  const bias = output - hidden;
  let loss = 0;
  for (const [index, row] of rows.entries()) {
    const error = forward(weights, row, units) - (y[index] ?? 0);
    loss += error ** 2 / rows.length;
    const scale = (2 * error) / rows.length;
    gradient[output + hidden] = (gradient[output + hidden] ?? 0) + scale;
    for (let unit = 0; unit < hidden; unit++) {
      const value = units[unit] ?? 0;
      gradient[output + unit] = (gradient[output + unit] ?? 0) + scale * value;
      const back = scale * (weights[output + unit] ?? 0) * (1 - value * value);
      inner[unit] = back;
      gradient[bias + unit] = (gradient[bias + unit] ?? 0) + back;
    }
    for (let i = 0; i < row.at.length; i++) {
      const from = (row.at[i] ?? 0) * hidden;
      const value = row.values[i] ?? 0;
      for (let unit = 0; unit < hidden; unit++)
        gradient[from + unit] = (gradient[from + unit] ?? 0) + value * (inner[unit] ?? 0);
    }
  }
  return { loss, gradient };
}

class Adam {
  readonly #rate: number;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(size: number, rate: number) {
    this.#rate = rate;
    this.#first = new Float64Array(size);
    this.#second = new Float64Array(size);
  }

  /** With the paper's constants: 0.9, 0.999, 1e-8. */
  step(weights: Weights, gradient: Float64Array): void {
    this.#steps += 1;
    const [first, second] = [1 - 0.9 ** this.#steps, 1 - 0.999 ** this.#steps];
    for (let i = 0; i < weights.length; i++) {
      const value = gradient[i] ?? 0;
      const m = 0.9 * (this.#first[i] ?? 0) + 0.1 * value;
      const v = 0.999 * (this.#second[i] ?? 0) + 0.001 * value * value;
      this.#first[i] = m;
      this.#second[i] = v;
      weights[i] = (weights[i] ?? 0) - (this.#rate * (m / first)) / (Math.sqrt(v / second) + 1e-8);
    }
  }
}
