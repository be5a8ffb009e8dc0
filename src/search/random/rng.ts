import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A seeded stream of chance. Forks are made by purpose: `fork('mutate')` depends on this stream's seed and the
 * label alone, never on how much was drawn before, so adding a draw in one place disturbs no other.
 */
export class Rng {
  readonly #key: string;
  readonly #generator;

  constructor(seed: number | string) {
    this.#key = String(seed);
    this.#generator = xoroshiro128plus(hash32(this.#key));
  }

  fork(label: string | number): Rng {
    return new Rng(`${this.#key}/${label}`);
  }

  /** An integer that seeds something outside, in 0 … 2^31 - 1. */
  seed(): number {
    return this.int(2 ** 31);
  }

  /** Uniform in [0, 1). */
  float(): number {
    return uniformFloat64(this.#generator);
  }

  /** Uniform over the integers 0 … n - 1. */
  int(n: number): number {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`int(n) needs a whole n of at least 1, not ${n}`);
    return uniformInt(this.#generator, 0, n - 1);
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.float() < p;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  /** One of `items`, with probability in proportion to its weight (0 or more, not all 0). */
  pickWeighted<T>(items: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const [, weight] of items) total += weight;
    let left = this.float() * total;
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new RangeError('pickWeighted needs at least one positive weight');
  }

  /** `count` different items, in random order; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] {
    return this.shuffle(items).slice(0, count);
  }

  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }
}

/** 32-bit FNV-1a with a final avalanche (Appleby's murmur3 finaliser), so that near labels seed far streams. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h | 0;
}
