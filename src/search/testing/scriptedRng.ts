import { Rng } from '../random/rng.ts';

/** Chance as written down: whole numbers for `int` and what builds on it, fractions for `float` likewise, in turn. */
export class ScriptedRng extends Rng {
  readonly #ints: number[];
  readonly #floats: number[];
  readonly #otherwise: number;

  /** @param otherwise the fraction when all are used up */
  constructor(ints: readonly number[], floats: readonly number[] = [], otherwise = 0.99) {
    super(0);
    this.#ints = [...ints];
    this.#floats = [...floats];
    this.#otherwise = otherwise;
  }

  override int(n: number): number {
    const next = this.#ints.shift();
    if (next === undefined || next >= n) throw new RangeError(`${next} was written down for one of ${n}`);
    return next;
  }

  override float(): number {
    return this.#floats.shift() ?? this.#otherwise;
  }
}
