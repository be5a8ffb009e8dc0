import type { Niches } from '../../archive/niches.ts';
import type { Known } from '../../prompts/ask.ts';
import type { Rng } from '../../random/rng.ts';

/** -(parameters x lowest validation error): higher is better, 0 is the best there can be (section 3.2). */
export const fitnessOf = ({ params, valAccuracy }: Pick<Known, 'params' | 'valAccuracy'>): number =>
  -params * (1 - valAccuracy);

/** G: every scored individual that has not been a parent yet. */
export class Pool {
  readonly #niches: Niches;
  #members: Known[] = [];

  /** @param niches that parents may come from; others stay in the pool until theirs is opened again */
  constructor(niches: Niches) {
    this.#niches = niches;
  }

  add(member: Known): void {
    this.#members.push(member);
  }

  /** Removes the fittest for good and returns them, fittest first; the older one on a tie. */
  takeFittest(count: number, rng: Rng): readonly Known[] {
    const taken: Known[] = [];
    for (let place = 0; place < count; place++) {
      const left = this.#members.filter((member) => !taken.includes(member));
      const ranked = this.#niches.forDraw(left, rng).toSorted((a, b) => fitnessOf(b) - fitnessOf(a));
      taken.push(...ranked.slice(0, 1));
    }
    return this.#take(taken);
  }

  /** Removes so many at random. */
  takeRandom(count: number, rng: Rng): readonly Known[] {
    return this.#take(rng.sample(this.#niches.open(this.#members), count));
  }

  #take(taken: readonly Known[]): readonly Known[] {
    this.#members = this.#members.filter((member) => !taken.includes(member));
    return taken;
  }
}
