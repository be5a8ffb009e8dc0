import type { Rng } from '../../random/rng.ts';
import type { Features, Predictor } from './predictor.ts';

/**
 * Learns from as many rows as there are, drawn with replacement (Breiman 1996, "Bagging predictors"). A member of an
 * ensemble that has no chance of its own gets it from here: where the rows leave much open, members come to differ.
 */
export class Bootstrapped implements Predictor {
  readonly #member: Predictor;
  readonly #rng: Rng;

  constructor(member: Predictor, rng: Rng) {
    this.#member = member;
    this.#rng = rng;
  }

  fit(x: Features, y: readonly number[]): void {
    const drawn = y.map(() => this.#rng.int(y.length));
    this.#member.fit(
      drawn.map((row) => x[row] ?? []),
      drawn.map((row) => y[row] ?? NaN),
    );
  }

  predict(x: Features): number[] {
    return this.#member.predict(x);
  }
}
