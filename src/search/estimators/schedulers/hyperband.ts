/** A bracket of Hyperband: how many trials there are on each of its rungs, and what each of them is given there. */
export interface HyperbandBracket {
  /** The number of the bracket, which is how often its trials are halved; the highest comes first. */
  readonly s: number;
  readonly rungs: readonly { readonly trials: number; readonly resource: number }[];
}

/**
 * All brackets of one pass (Li et al. 2018, Hyperband, algorithm 1): from many trials with little each to few with all.
 *
 * @param resource R, the most that a trial is given, in units of the least
 * @param reduction eta, more than 1
 */
export function hyperbandBrackets(resource: number, reduction: number): readonly HyperbandBracket[] {
  const most = wholeLog(resource, reduction);
  return Array.from({ length: most + 1 }, (_, i) => {
    const s = most - i;
    const first = Math.ceil(((most + 1) * reduction ** s) / (s + 1));
    const rungs: HyperbandBracket['rungs'][number][] = [];
    for (let rung = 0, trials = first; rung <= s; rung++, trials = Math.floor(trials / reduction))
      rungs.push({ trials, resource: resource * reduction ** (rung - s) });
    return { s, rungs };
  });
}

/** The largest power of `base` that is no more than `value`, without the rounding of logarithms. */
function wholeLog(value: number, base: number): number {
  let power = 0;
  while (base ** (power + 1) <= value) power += 1;
  return power;
}

/**
 * Hands trials out to brackets one by one, each its share of all: so many of every pass as it begins with. For trials
 * that come one at a time, as Optuna's HyperbandPruner assigns them, but in turn instead of by a hash of the number.
 */
export class BracketTurns {
  readonly #shares: readonly { readonly s: number; readonly trials: number }[];
  readonly #given: number[];

  constructor(brackets: readonly HyperbandBracket[]) {
    this.#shares = brackets.map(({ s, rungs }) => ({ s, trials: rungs[0]?.trials ?? 1 }));
    this.#given = brackets.map(() => 0);
  }

  /** @returns the bracket that is furthest behind its share; of equals the one that halves most often */
  next(): number {
    const lag = this.#shares.map(({ trials }, i) => ((this.#given[i] ?? 0) + 1) / trials);
    const at = lag.indexOf(Math.min(...lag));
    this.#given[at] = (this.#given[at] ?? 0) + 1;
    return this.#shares[at]?.s ?? 0;
  }
}
