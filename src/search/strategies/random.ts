import type { Proposal } from '../domain.ts';
import type { Strategy, StrategyContext } from '../ports.ts';
import { CODE } from '../program/space.ts';

/** Random search: independent draws from the grammar (Li and Talwalkar 2019). Learns nothing, and is hard to beat. */
export class RandomSearch implements Strategy {
  readonly #context: StrategyContext;

  constructor(context: StrategyContext) {
    this.#context = context;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    return Array.from({ length: room }, () => this.sample());
  }

  tell(): void {}

  sample(): Proposal {
    const { task, rng } = this.#context;
    return { source: CODE.sample(task, rng), origin: { kind: 'sampled' } };
  }
}
