import { mean } from 'd3-array';
import { standardNormal } from '../../random/normal.ts';
import type { Rng } from '../../random/rng.ts';
import type { Features, Predictor } from './predictor.ts';

/** What several predictors say of one candidate. */
export interface Judgement {
  readonly mean: number;
  /** Standard deviation of what they say, not below 0: how unsure they are. */
  readonly deviation: number;
}

/** Predictors that differ by the chance they began with; where they disagree, little is known. */
export class Ensemble {
  readonly #members: readonly Predictor[];

  /** @param members at least one */
  constructor(members: readonly Predictor[]) {
    this.#members = members;
  }

  /** @param y one value per row; at least one row */
  fit(x: Features, y: readonly number[]): void {
    for (const member of this.#members) member.fit(x, y);
  }

  /** Only after `fit`. @returns one per row */
  judge(x: Features): readonly Judgement[] {
    const answers = this.#members.map((member) => member.predict(x));
    return x.map((_, row) => {
      const said = answers.map((answer) => answer[row] ?? NaN);
      const middle = mean(said) ?? NaN;
      return { mean: middle, deviation: Math.sqrt(mean(said, (value) => (value - middle) ** 2) ?? NaN) };
    });
  }
}

/**
 * Independent Thompson sampling (White, Neiswanger and Savani 2021, section 4.2): each candidate's worth is drawn from a
 * normal distribution of its mean and deviation, independently of the others, and the greatest wins.
 *
 * @returns indices, the greatest draw first; of equals the earlier
 */
export function independentThompson(judgements: readonly Judgement[], rng: Rng): readonly number[] {
  const drawn = judgements.map(({ mean: middle, deviation }) => middle + deviation * standardNormal(rng));
  return [...drawn.keys()].toSorted((a, b) => (drawn[b] ?? NaN) - (drawn[a] ?? NaN));
}
