import type { NamedWeight } from '../api.ts';

/** Trained weights by name, up to a number of bytes: those that were used longest ago leave first. */
export class WeightStore {
  readonly #most: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, readonly NamedWeight[]>();
  #bytes = 0;

  /** @param most bytes */
  constructor(most: number) {
    this.#most = most;
  }

  /** Weights too large for the whole store are not kept. */
  keep(name: string, weights: readonly NamedWeight[]): void {
    this.#drop(name);
    const bytes = bytesOf(weights);
    if (bytes > this.#most) return;
    this.#kept.set(name, weights);
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#drop(oldest);
    }
  }

  /** They stay kept. @returns undefined when there are none of this name, or no longer */
  take(name: string): readonly NamedWeight[] | undefined {
    const weights = this.#kept.get(name);
    if (weights) {
      this.#kept.delete(name);
      this.#kept.set(name, weights);
    }
    return weights;
  }

  #drop(name: string): void {
    this.#bytes -= bytesOf(this.#kept.get(name) ?? []);
    this.#kept.delete(name);
  }
}

const bytesOf = (weights: readonly NamedWeight[]): number =>
  weights.reduce((sum, { values }) => sum + values.byteLength, 0);
