/** Programs to be parents: fresh ones, and the better ones among all that were made before. */
import type { TaskShape } from '../../../src/search/domain.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import { drawProgram, type Known } from '../programs/draw.ts';
import type { Judge } from './judge.ts';

/** A program with what is guessed of its worth. */
export interface Judged extends Known {
  /** Guessed validation accuracy; for kinds of task without measurements, none. */
  readonly accuracy?: number;
  /** Higher is better; 0 where nothing is known. */
  readonly worth: number;
}

/** The latest so many are kept. */
const SIZE = 3000;

export class Pool {
  readonly #task: TaskShape;
  readonly #judge: Judge;
  readonly #members: Judged[] = [];

  constructor(task: TaskShape, judge: Judge) {
    this.#task = task;
    this.#judge = judge;
  }

  add(member: Judged): void {
    this.#members.push(member);
    if (this.#members.length > SIZE) this.#members.shift();
  }

  /** @param fresh chance of a program that was never seen before */
  parent(rng: Rng, fresh: number): Judged {
    if (this.#members.length < 20 || rng.chance(fresh)) {
      const drawn = this.#judge(drawProgram(this.#task, rng), this.#task);
      this.add(drawn);
      return drawn;
    }
    // A tournament of two prefers the better half without ruling out the other.
    const [a, b] = [rng.pick(this.#members), rng.pick(this.#members)];
    return a.worth >= b.worth ? a : b;
  }
}
