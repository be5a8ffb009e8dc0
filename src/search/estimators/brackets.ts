import { best } from './schedulers/decision.ts';
import type { HyperbandBracket } from './schedulers/hyperband.ts';
import { SuccessiveHalving } from './schedulers/successiveHalving.ts';

/** What became of a trial on a rung, and the least value that goes on from there. */
export interface RungVerdict {
  readonly decision: 'promote' | 'stop';
  readonly bar: number;
}

/** A trial's place in its bracket. */
export interface Trial {
  /** Shares of the training after which it is judged, 0–1; none where it is trained to the end at once. */
  readonly shares: readonly number[];
  /** @param settle is called once the rung is full, at once where this trial fills it */
  report(rung: number, value: number, settle: (verdict: RungVerdict) => void): void;
  /** It will report nothing on this rung, nor later. */
  fail(rung: number): void;
}

interface Waiting {
  readonly value: number;
  readonly settle: (verdict: RungVerdict) => void;
}

/**
 * Trials that come one by one, put into brackets in the order in which Hyperband has them and then over again; in each of
 * them a rung waits until it is full (Li et al. 2018, algorithm 1; a single bracket is successive halving, Jamieson and
 * Talwalkar 2016).
 */
export class Brackets {
  readonly #brackets: readonly HyperbandBracket[];
  readonly #reduction: number;
  #turn = 0;
  #open: Bracket | undefined;

  /** @param brackets one at least, each of whose last rungs is the whole training */
  constructor(brackets: readonly HyperbandBracket[], reduction: number) {
    this.#brackets = brackets;
    this.#reduction = reduction;
  }

  enter(): Trial {
    const open = (this.#open ??= this.#next());
    const trial = open.enter();
    if (open.isFull) this.#open = undefined;
    return trial;
  }

  /** No more come to the bracket that is being filled: it goes on with those that are there. */
  close(): void {
    this.#open?.limit();
    this.#open = undefined;
  }

  #next(): Bracket {
    const bracket = this.#brackets[this.#turn % this.#brackets.length];
    if (!bracket) throw new RangeError('there is no bracket to be in');
    this.#turn += 1;
    return new Bracket(bracket, this.#reduction);
  }
}

class Bracket {
  readonly #shares: readonly number[];
  readonly #trials: number;
  readonly #halving: SuccessiveHalving<number>;
  /** Of each trial that waits, by its number. */
  readonly #waiting = new Map<number, Waiting>();
  #entered = 0;

  constructor({ rungs }: HyperbandBracket, reduction: number) {
    const whole = rungs.at(-1)?.resource ?? 1;
    this.#shares = rungs.slice(0, -1).map(({ resource }) => resource / whole);
    this.#trials = rungs[0]?.trials ?? 1;
    this.#halving = new SuccessiveHalving({ trials: this.#trials, reduction, rungs: rungs.length });
  }

  get isFull(): boolean {
    return this.#entered >= this.#trials;
  }

  enter(): Trial {
    const number = this.#entered;
    this.#entered += 1;
    return {
      shares: this.#shares,
      report: (rung, value, settle) => {
        this.#waiting.set(number, { value, settle });
        this.#settle(this.#halving.report(number, rung, value));
      },
      fail: (rung) => this.#settle(this.#halving.fail(rung)),
    };
  }

  limit(): void {
    if (this.#shares.length > 0) this.#settle(this.#halving.limit(this.#entered));
  }

  #settle(verdicts: ReturnType<SuccessiveHalving<number>['report']>): void {
    const judged = verdicts.flatMap(({ id, decision }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      return waiting ? [{ ...waiting, decision }] : [];
    });
    const promoted = judged.filter(({ decision }) => decision === 'promote');
    const bar = best(promoted, promoted.length).at(-1)?.value ?? 0;
    for (const { decision, settle } of judged) settle({ decision, bar });
  }
}
