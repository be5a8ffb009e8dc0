import { type Decision, best } from './decision.ts';

/** How one bracket begins, and how it goes on. */
export interface Bracket {
  /** Trials on the lowest rung, 1 or more. */
  readonly trials: number;
  /** Of each rung the best of so many go on. */
  readonly reduction: number;
  /** The lowest included. */
  readonly rungs: number;
}

/** What was decided of a trial, on a rung that is full. */
export interface Verdict<Id> {
  readonly id: Id;
  readonly decision: Exclude<Decision, 'wait'>;
}

interface Rung<Id> {
  /** Trials that are to report here, or to fail. */
  awaited: number;
  readonly reported: { readonly id: Id; readonly value: number }[];
}

/**
 * Successive halving (Jamieson and Talwalkar 2016, algorithm 1; with a reduction factor other than 2 as in Li et al. 2018,
 * Hyperband, algorithm 1): a rung waits for all its trials, then the best floor(n / reduction), one at least, go on and the
 * others stop. On the highest rung all stop, which is the end of the bracket. Higher values are better.
 */
export class SuccessiveHalving<Id> {
  readonly #reduction: number;
  readonly #rungs: readonly Rung<Id>[];
  /** On the lowest rung. */
  #failed = 0;

  constructor({ trials, reduction, rungs }: Bracket) {
    this.#reduction = reduction;
    this.#rungs = Array.from({ length: rungs }, (_, rung) => ({
      awaited: rung === 0 ? trials : 0,
      reported: [],
    }));
  }

  /**
   * @param rung on which it reports, 0 for the lowest
   * @returns verdicts on all trials of the rung once it is full; none while it waits
   * @throws RangeError where the rung awaits no trial
   */
  report(id: Id, rung: number, value: number): readonly Verdict<Id>[] {
    this.#awaiting(rung).reported.push({ id, value });
    return this.#close(rung);
  }

  /** A trial of this rung failed and will report nothing; its place counts as a last one. */
  fail(rung: number): readonly Verdict<Id>[] {
    this.#awaiting(rung).awaited -= 1;
    if (rung === 0) this.#failed += 1;
    return this.#close(rung);
  }

  /**
   * No more trials than these begin, where more were to. Of the few that are there, one goes on at least.
   * @returns as `report` does, where all of them have reported or failed
   */
  limit(trials: number): readonly Verdict<Id>[] {
    const [lowest] = this.#rungs;
    if (!lowest) return [];
    lowest.awaited = Math.max(lowest.reported.length, trials - this.#failed);
    return this.#close(0);
  }

  #awaiting(rung: number): Rung<Id> {
    const found = this.#rungs[rung];
    if (!found || found.awaited <= found.reported.length)
      throw new RangeError(`rung ${rung} awaits no trial`);
    return found;
  }

  #close(at: number): readonly Verdict<Id>[] {
    const rung = this.#rungs[at];
    if (!rung || rung.reported.length < rung.awaited) return [];
    const next = this.#rungs[at + 1];
    const wanted = Math.max(1, Math.floor(rung.reported.length / this.#reduction));
    const count = next ? Math.min(wanted, rung.reported.length) : 0;
    if (next) next.awaited = count;
    const kept = new Set(best(rung.reported, count).map(({ id }) => id));
    return rung.reported.map(({ id }) => ({ id, decision: kept.has(id) ? 'promote' : 'stop' }));
  }
}
