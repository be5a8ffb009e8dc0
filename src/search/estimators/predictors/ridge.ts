import { mean } from 'd3-array';
import { Matrix, solve } from 'ml-matrix';
import type { Features, Predictor } from './predictor.ts';
import { Scaling } from './scaling.ts';

/**
 * Ridge regression (Hoerl and Kennard 1970) in closed form: w = (ZᵀZ + λI)⁻¹ Zᵀ(y - ȳ) on scaled features Z; the mean is
 * not shrunk.
 */
export class Ridge implements Predictor {
  readonly #lambda: number;
  #scaling = new Scaling([]);
  #weights: readonly number[] = [];
  #mean = 0;

  /** @param lambda above 0, so that there is a solution even for fewer rows than features */
  constructor(lambda = 1) {
    this.#lambda = lambda;
  }

  fit(x: Features, y: readonly number[]): void {
    const middle = mean(y) ?? 0;
    this.#mean = middle;
    this.#scaling = new Scaling(x);
    const z = new Matrix(this.#scaling.apply(x));
    const transposed = z.transpose();
    const gram = transposed.mmul(z).add(Matrix.eye(z.columns, z.columns, this.#lambda));
    const target = Matrix.columnVector(y.map((value) => value - middle));
    this.#weights = solve(gram, transposed.mmul(target)).to1DArray();
  }

  predict(x: Features): number[] {
    return this.#scaling
      .apply(x)
      .map((row) => row.reduce((sum, value, i) => sum + value * (this.#weights[i] ?? 0), this.#mean));
  }
}
