import { mean } from 'd3-array';
import type { Features } from './predictor.ts';

/** Brings each feature to mean 0 and variance 1 over the rows it was made of; what never varies becomes 0. */
export class Scaling {
  readonly #means: readonly number[];
  readonly #deviations: readonly number[];

  constructor(x: Features) {
    const columns = (x[0] ?? []).map((_, i) => x.map((row) => row[i] ?? NaN));
    this.#means = columns.map((column) => mean(column) ?? 0);
    this.#deviations = columns.map((column, i) =>
      Math.sqrt(mean(column, (value) => (value - (this.#means[i] ?? 0)) ** 2) ?? 0),
    );
  }

  apply(x: Features): number[][] {
    return x.map((row) =>
      row.map((value, i) => {
        const deviation = this.#deviations[i] ?? 0;
        return deviation === 0 ? 0 : (value - (this.#means[i] ?? 0)) / deviation;
      }),
    );
  }
}
