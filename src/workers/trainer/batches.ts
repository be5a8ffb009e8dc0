import { Rng } from '../../search/random/rng.ts';

/**
 * The order in which examples are trained on: shuffled anew for each pass and laid end to end, so that every batch
 * is full, every pass uses each example once, and a batch may hold the end of one pass and the start of the next.
 */
export class BatchOrder {
  readonly #count: number;
  readonly #rng: Rng;
  #pass = 0;
  #order: Int32Array;
  #at = 0;

  constructor(count: number, seed: number) {
    this.#count = count;
    this.#rng = new Rng(seed).fork('batches');
    this.#order = this.#shuffled();
  }

  /** The next `size` example indices. */
  next(size: number): Int32Array {
    const batch = new Int32Array(size);
    for (let filled = 0; filled < size;) {
      if (this.#at === this.#count) {
        this.#pass += 1;
        this.#order = this.#shuffled();
        this.#at = 0;
      }
      const part = this.#order.subarray(this.#at, this.#at + size - filled);
      batch.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return batch;
  }

  #shuffled(): Int32Array {
    const rng = this.#rng.fork(this.#pass);
    const order = Int32Array.from({ length: this.#count }, (_, i) => i);
    for (let i = this.#count - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      const held = order[i] as number;
      order[i] = order[j] as number;
      order[j] = held;
    }
    return order;
  }
}
