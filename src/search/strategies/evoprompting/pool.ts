import type { Known } from '../../prompts/ask.ts';
import type { Rng } from '../../random/rng.ts';

/** -(parameters x lowest validation error): higher is better, 0 is the best there can be (section 3.2). */
export const fitnessOf = ({ params, valAccuracy }: Pick<Known, 'params' | 'valAccuracy'>): number =>
  -params * (1 - valAccuracy);

/** G: every scored individual that has not been a parent yet. */
export class Pool {
  #members: Known[] = [];

  add(member: Known): void {
    this.#members.push(member);
  }

  /** Removes the fittest for good and returns them, fittest first; the older one on a tie. */
  takeFittest(count: number): readonly Known[] {
    const ranked = this.#members.toSorted((a, b) => fitnessOf(b) - fitnessOf(a));
    return this.#take(ranked.slice(0, count));
  }

  /** Removes so many at random. */
  takeRandom(count: number, rng: Rng): readonly Known[] {
    return this.#take(rng.sample(this.#members, count));
  }

  #take(taken: readonly Known[]): readonly Known[] {
    this.#members = this.#members.filter((member) => !taken.includes(member));
    return taken;
  }
}
