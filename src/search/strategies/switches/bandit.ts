import type { Rng } from '../../random/rng.ts';

/** What is known of one option. */
export interface Tried<T> {
  readonly option: T;
  /** Those whose outcome is known. */
  readonly tries: number;
  /** 0–1 */
  readonly meanReward: number;
}

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer 2002, figure 1): takes each option once, then the one with the highest
 * mean reward + sqrt(2 ln n / tries), n being all tries. A reward is 0–1.
 *
 * Choices whose outcome is not known yet count as tries without taking part in the mean, so that several choices in a row
 * are not all the same.
 */
export class Bandit<T> {
  readonly #known = new Map<T, { rewarded: number; sum: number; open: number }>();

  /** Ties are broken by chance. @param options one or more; may differ from choice to choice */
  choose(options: readonly T[], rng: Rng): T {
    const all = options.reduce((sum, option) => sum + this.#triesOf(option), 0);
    const bounds = options.map((option) => this.#bound(option, all));
    const highest = Math.max(...bounds);
    const choice = rng.pick(options.filter((_, i) => bounds[i] === highest));
    this.#of(choice).open += 1;
    return choice;
  }

  /** @param option chosen here, or by something else that is to be learnt from as well */
  reward(option: T, reward: number): void {
    const known = this.#of(option);
    known.rewarded += 1;
    known.sum += reward;
    known.open = Math.max(0, known.open - 1);
  }

  /** In the order in which the options were first met. */
  get tried(): readonly Tried<T>[] {
    return [...this.#known]
      .filter(([, { rewarded }]) => rewarded > 0)
      .map(([option, { rewarded, sum }]) => ({ option, tries: rewarded, meanReward: sum / rewarded }));
  }

  #bound(option: T, all: number): number {
    const tries = this.#triesOf(option);
    if (tries === 0) return Infinity;
    const { rewarded, sum } = this.#of(option);
    return sum / Math.max(1, rewarded) + Math.sqrt((2 * Math.log(all)) / tries);
  }

  #triesOf(option: T): number {
    const { rewarded, open } = this.#of(option);
    return rewarded + open;
  }

  #of(option: T) {
    const known = this.#known.get(option) ?? { rewarded: 0, sum: 0, open: 0 };
    this.#known.set(option, known);
    return known;
  }
}
