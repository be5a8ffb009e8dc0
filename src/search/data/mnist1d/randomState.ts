import { mersenne } from 'pure-rand/generator/mersenne';

/**
 * The streams of `numpy.random.RandomState`, which numpy has promised never to change (NEP 19): the MT19937
 * generator with the legacy ways to turn its words into doubles, normals and bounded integers.
 */
export class RandomState {
  readonly #words;
  /** The polar method makes normals in pairs; the second waits here. */
  #spare: number | undefined;

  /** @param seed 0 … 2^32 - 1 */
  constructor(seed: number) {
    this.#words = mersenne(seed);
  }

  /** Uniform in [0, 1), from 53 bits: `random_sample()`. */
  uniform(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Standard normal by Marsaglia's polar method: `randn()`. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    let a: number, b: number, squares: number;
    do {
      a = 2 * this.uniform() - 1;
      b = 2 * this.uniform() - 1;
      squares = a * a + b * b;
    } while (squares >= 1 || squares === 0);
    const factor = Math.sqrt((-2 * Math.log(squares)) / squares);
    this.#spare = factor * a;
    return factor * b;
  }

  /** `count` standard normals: `randn(count)`. */
  normals(count: number): Float64Array {
    return Float64Array.from({ length: count }, () => this.normal());
  }

  /** Uniform over the integers 0 … n - 1, for n up to 2^32: `choice(n)`, `randint(n)`. */
  int(n: number): number {
    const max = n - 1;
    if (max === 0) return 0;
    // The smallest mask that covers `max`; words beyond it are drawn again.
    const mask = 0xffffffff >>> Math.clz32(max);
    let value: number;
    do value = (this.#word() & mask) >>> 0;
    while (value > max);
    return value;
  }

  /** 0 … n - 1 in random order: `permutation(n)`. */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order;
  }

  #word(): number {
    return this.#words.next() >>> 0;
  }
}
