/** Programs to be parents: fresh ones, and the better ones among all that were made before. */
import type { TaskShape } from '../../../src/search/domain.ts';
import { mutate } from '../../../src/search/program/mutate.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import { drawProgram, know, type Known } from '../programs/draw.ts';
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
const WORN = 0.3;
const MOST_EDITS = 10;

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
      const drawn = this.#judge(this.#fresh(rng), this.#task);
      this.add(drawn);
      return drawn;
    }
    // A tournament of three prefers the better ones without ruling out the others.
    const drawn = [1, 2, 3].map(() => rng.pick(this.#members));
    return drawn.reduce((best, member) => (member.worth > best.worth ? member : best));
  }

  /** At times worn by edits that nobody chose, as programs are in the middle of a search. */
  #fresh(rng: Rng): Known {
    const drawn = drawProgram(this.#task, rng);
    if (!rng.chance(WORN)) return drawn;
    const edited = mutate(drawn.source, this.#task, rng, 1 + rng.int(MOST_EDITS));
    return (edited.ok && know(edited.value.source, this.#task)) || drawn;
  }
}
