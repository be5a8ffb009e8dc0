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

/** Weights of a network of one hidden layer, in one list: [hidden][inputs + 1], then [hidden + 1]. */
type Weights = Float64Array;

/**
 * A small multilayer perceptron: one hidden layer of tanh units, squared error, Adam (Kingma and Ba 2015) on all rows at
 * once. Smaller than BANANAS' ten layers of 20 (White et al. 2021), which want hundreds of rows.
 */
export class Perceptron implements Predictor {
  readonly #rng: Rng;
  readonly #settings: PerceptronSettings;
  #scaling = new Scaling([]);
  #mean = 0;
  #deviation = 1;
  #weights: Weights = new Float64Array();

  constructor(rng: Rng, settings: PerceptronSettings = { hidden: 16, steps: 400, learningRate: 0.02 }) {
    this.#rng = rng;
    this.#settings = settings;
  }

  fit(x: Features, y: readonly number[]): void {
    const { hidden, steps, learningRate } = this.#settings;
    this.#scaling = new Scaling(x);
    const z = this.#scaling.apply(x);
    const middle = mean(y) ?? 0;
    this.#mean = middle;
    this.#deviation = Math.sqrt(mean(y, (value) => (value - middle) ** 2) ?? 0) || 1;
    const target = y.map((value) => (value - middle) / this.#deviation);
    this.#weights = drawWeights(this.#rng, x[0]?.length ?? 0, hidden);
    const adam = new Adam(this.#weights.length, learningRate);
    for (let step = 0; step < steps; step++)
      adam.step(this.#weights, lossGradient(this.#weights, z, target, hidden).gradient);
  }

  predict(x: Features): number[] {
    const { hidden } = this.#settings;
    return this.#scaling
      .apply(x)
      .map((row) => this.#mean + this.#deviation * forward(this.#weights, row, hidden).output);
  }
}

/** Glorot's, biases 0. */
function drawWeights(rng: Rng, inputs: number, hidden: number): Weights {
  const draw = (fanIn: number, fanOut: number) => (2 * rng.float() - 1) * Math.sqrt(6 / (fanIn + fanOut));
  const weights: number[] = [];
  for (let unit = 0; unit < hidden; unit++) {
    for (let i = 0; i < inputs; i++) weights.push(draw(inputs, hidden));
    weights.push(0);
  }
  for (let unit = 0; unit < hidden; unit++) weights.push(draw(hidden, 1));
  weights.push(0);
  return Float64Array.from(weights);
}

function forward(weights: Weights, row: readonly number[], hidden: number) {
  const width = row.length + 1;
  const units = Array.from({ length: hidden }, (_, unit) => {
    const from = unit * width;
    const sum = row.reduce((total, value, i) => total + value * (weights[from + i] ?? 0), 0);
    return Math.tanh(sum + (weights[from + row.length] ?? 0));
  });
  const from = hidden * width;
  const bias = weights[from + hidden] ?? 0;
  const output = units.reduce((total, value, unit) => total + value * (weights[from + unit] ?? 0), bias);
  return { units, output };
}

/** Mean squared error and its gradient by all weights. */
export function lossGradient(weights: Weights, x: Features, y: readonly number[], hidden: number) {
  const gradient = new Float64Array(weights.length);
  let loss = 0;
  x.forEach((row, at) => {
    const width = row.length + 1;
    const { units, output } = forward(weights, row, hidden);
    const error = output - (y[at] ?? 0);
    loss += error ** 2 / x.length;
    const scale = (2 * error) / x.length;
    const from = hidden * width;
    const add = (index: number, value: number) => (gradient[index] = (gradient[index] ?? 0) + value);
    add(from + hidden, scale);
    units.forEach((value, unit) => {
      add(from + unit, scale * value);
      const inner = scale * (weights[from + unit] ?? 0) * (1 - value ** 2);
      row.forEach((input, i) => add(unit * width + i, inner * input));
      add(unit * width + row.length, inner);
    });
  });
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
    gradient.forEach((value, i) => {
      const m = 0.9 * (this.#first[i] ?? 0) + 0.1 * value;
      const v = 0.999 * (this.#second[i] ?? 0) + 0.001 * value ** 2;
      this.#first[i] = m;
      this.#second[i] = v;
      weights[i] = (weights[i] ?? 0) - (this.#rate * (m / first)) / (Math.sqrt(v / second) + 1e-8);
    });
  }
}
