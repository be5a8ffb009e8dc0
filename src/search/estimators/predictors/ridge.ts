import { mean } from 'd3-array';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Features, Predictor } from './predictor.ts';

/**
 * Ridge regression (Hoerl and Kennard 1970) in closed form: w = (ZᵀZ + λI)⁻¹ Zᵀ(y - ȳ) on features Z of mean 0 and
 * variance 1; the mean is not shrunk, and a feature that never varies has no weight.
 *
 * Sums of squares and products are taken of what is not 0 in the rows as they are, and only then brought to the scale of
 * Z, so that rows of few features out of many cost little.
 */
export class Ridge implements Predictor {
  readonly #lambda: number;
  /** Of the features as they are. */
  #weights: readonly number[] = [];
  #intercept = 0;

  /** @param lambda above 0, so that there is a solution even for fewer rows than features */
  constructor(lambda = 1) {
    this.#lambda = lambda;
  }

  fit(x: Features, y: readonly number[]): void {
    const middle = mean(y) ?? 0;
    const { count, sums, products, withTarget } = momentsOf(x, y, middle);
    const means = Array.from(sums, (sum) => sum / y.length);
    /** Variance times rows, of a feature; 0 up to rounding where it never varies. */
    const spread = (i: number) => (products[i * count + i] ?? 0) - y.length * (means[i] ?? 0) ** 2;
    const varying = means.flatMap((_, i) => (spread(i) > 1e-9 * (products[i * count + i] ?? 0) ? [i] : []));
    const deviations = means.map((_, i) => Math.sqrt(spread(i) / y.length));
    const gram = new Matrix(varying.length, varying.length);
    const target = new Matrix(varying.length, 1);
    varying.forEach((i, row) => {
      const [own, deviation] = [means[i] ?? 0, deviations[i] ?? NaN];
      varying.slice(0, row + 1).forEach((j, column) => {
        const centred = (products[i * count + j] ?? 0) - y.length * own * (means[j] ?? 0);
        const value = centred / (deviation * (deviations[j] ?? NaN));
        gram.set(row, column, value);
        gram.set(column, row, value);
      });
      gram.set(row, row, gram.get(row, row) + this.#lambda);
      target.set(row, 0, (withTarget[i] ?? 0) / deviation);
    });
    const weights = new Array<number>(count).fill(0);
    this.#intercept = middle;
    if (varying.length > 0) {
      const solved = new CholeskyDecomposition(gram).solve(target);
      varying.forEach((i, row) => {
        const weight = solved.get(row, 0) / (deviations[i] ?? NaN);
        weights[i] = weight;
        this.#intercept -= weight * (means[i] ?? 0);
      });
    }
    this.#weights = weights;
  }

  predict(x: Features): number[] {
    return x.map((row) => {
      let sum = this.#intercept;
      for (let i = 0; i < row.length; i++) if (row[i] !== 0) sum += (row[i] ?? 0) * (this.#weights[i] ?? 0);
      return sum;
    });
  }
}

/** Of features: their sums, of each two the sum of products in the lower triangle, and with y - ȳ. */
function momentsOf(x: Features, y: readonly number[], middle: number) {
  const count = x[0]?.length ?? 0;
  const sums = new Float64Array(count);
  const products = new Float64Array(count * count);
  const withTarget = new Float64Array(count);
  const present = new Uint16Array(count);
  for (let at = 0; at < y.length; at++) {
    const row = x[at] ?? [];
    const rest = (y[at] ?? NaN) - middle;
    let filled = 0;
    for (let i = 0; i < count; i++) {
      const value = row[i] ?? NaN;
      if (value === 0) continue;
      present[filled++] = i;
      sums[i] = (sums[i] ?? 0) + value;
      withTarget[i] = (withTarget[i] ?? 0) + value * rest;
      for (let k = 0; k < filled; k++) {
        const place = i * count + (present[k] ?? 0);
        products[place] = (products[place] ?? 0) + value * (row[present[k] ?? 0] ?? NaN);
      }
    }
  }
  return { count, sums, products, withTarget };
}
