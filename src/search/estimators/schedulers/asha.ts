import { type Decision, best } from './decision.ts';

interface Reported<Id> {
  readonly id: Id;
  value: number;
}

/** The rungs of an asynchronous halving: who reported on which. A trial that reports again is taken by its last word. */
class Rungs<Id> {
  readonly #rungs: Reported<Id>[][] = [];

  at(rung: number): Reported<Id>[] {
    return (this.#rungs[rung] ??= []);
  }

  record(id: Id, rung: number, value: number): void {
    const reported = this.at(rung);
    const earlier = reported.find((each) => each.id === id);
    if (earlier) earlier.value = value;
    else reported.push({ id, value });
  }
}

/**
 * Asynchronous successive halving (Li et al. 2020, ASHA, algorithm 2). A trial that is done with a rung waits; whenever a
 * worker comes free, a trial among the best 1 / reduction of the highest rung that has one goes on, and where there is none
 * a new trial begins. Higher values are better.
 */
export class Asha<Id> {
  readonly #reduction: number;
  readonly #top: number;
  readonly #rungs = new Rungs<Id>();
  readonly #promoted: Set<Id>[] = [];

  /** @param rungs the lowest and the highest included */
  constructor(reduction: number, rungs: number) {
    this.#reduction = reduction;
    this.#top = rungs - 1;
  }

  report(id: Id, rung: number, value: number): void {
    this.#rungs.record(id, rung, value);
  }

  /** How things stand with a trial on a rung; on the highest all stop. */
  decide(id: Id, rung: number): Decision {
    if (rung >= this.#top) return 'stop';
    const isDue = this.#promotable(rung).includes(id) || this.#promotedFrom(rung).has(id);
    return isDue ? 'promote' : 'wait';
  }

  /** What a free worker is to do: a trial with the rung that it is to reach, or a new one. */
  next(): { readonly id: Id; readonly rung: number } | 'new' {
    for (let rung = this.#top - 1; rung >= 0; rung--) {
      const [id] = this.#promotable(rung);
      if (id !== undefined) {
        this.#promotedFrom(rung).add(id);
        return { id, rung: rung + 1 };
      }
    }
    return 'new';
  }

  #promotable(rung: number): readonly Id[] {
    const reported = this.#rungs.at(rung);
    const promoted = this.#promotedFrom(rung);
    return best(reported, Math.floor(reported.length / this.#reduction))
      .map(({ id }) => id)
      .filter((id) => !promoted.has(id));
  }

  #promotedFrom(rung: number): Set<Id> {
    return (this.#promoted[rung] ??= new Set());
  }
}

/**
 * Asynchronous halving for trials that cannot be laid aside: a trial goes on if it is among the best 1 / reduction of all
 * that have been on its rung so far, itself included, and else stops for good. Of the first reduction - 1 of a rung those
 * go on that are the best so far (Akiba et al. 2019, section 3.2, algorithm 1; Optuna's SuccessiveHalvingPruner).
 */
export class StoppingAsha<Id> {
  readonly #reduction: number;
  readonly #rungs = new Rungs<Id>();

  /** @param reduction whole, 2 or more */
  constructor(reduction: number) {
    this.#reduction = reduction;
  }

  /** @returns the least that goes on, which is above `value` where the trial stops */
  report(
    id: Id,
    rung: number,
    value: number,
  ): { readonly decision: Exclude<Decision, 'wait'>; readonly bar: number } {
    this.#rungs.record(id, rung, value);
    const reported = this.#rungs.at(rung);
    const count = Math.max(1, Math.floor(reported.length / this.#reduction));
    const bar = best(reported, count).at(-1)?.value ?? value;
    return { decision: value >= bar ? 'promote' : 'stop', bar };
  }
}
