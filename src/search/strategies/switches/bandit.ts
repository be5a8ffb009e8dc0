import type { Rng } from '../../random/rng.ts';

/** What is known of one option. */
export interface Tried<T> {
  readonly option: T;
  readonly tries: number;
  /** 0–1 */
  readonly meanReward: number;
}

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer 2002, figure 1): takes each option once, then the one with the highest
 * mean reward + sqrt(2 ln n / tries), n being all tries. A reward is 0–1.
 */
export class Bandit<T> {
  readonly #tried = new Map<T, { tries: number; sum: number }>();

  /** Ties are broken by chance. @param options one or more; may differ from choice to choice */
  choose(options: readonly T[], rng: Rng): T {
    const all = options.reduce((sum, option) => sum + (this.#tried.get(option)?.tries ?? 0), 0);
    const bounds = options.map((option) => this.#bound(option, all));
    const highest = Math.max(...bounds);
    return rng.pick(options.filter((_, i) => bounds[i] === highest));
  }

  reward(option: T, reward: number): void {
    const { tries, sum } = this.#tried.get(option) ?? { tries: 0, sum: 0 };
    this.#tried.set(option, { tries: tries + 1, sum: sum + reward });
  }

  get tried(): readonly Tried<T>[] {
    return [...this.#tried].map(([option, { tries, sum }]) => ({ option, tries, meanReward: sum / tries }));
  }

  #bound(option: T, all: number): number {
    const { tries, sum } = this.#tried.get(option) ?? { tries: 0, sum: 0 };
    return tries === 0 ? Infinity : sum / tries + Math.sqrt((2 * Math.log(all)) / tries);
  }
}
