import { median } from 'd3-array';
import type { Decision } from './decision.ts';

/**
 * Median stopping (Golovin et al. 2017, Vizier, section 3.2.2, as in Optuna's MedianPruner): a trial stops if the best that it
 * has come to is below the median of what the trials that were completed before had come to at the same step. The first few
 * trials are all completed. Higher values are better.
 */
export class MedianStopping<Id> {
  readonly #startUps: number;
  /** By trial, in order of step. */
  readonly #curves = new Map<Id, { readonly step: number; readonly value: number }[]>();
  readonly #completed = new Set<Id>();

  /** @param startUps trials that are completed before any is stopped; Optuna's 5 */
  constructor(startUps = 5) {
    this.#startUps = startUps;
  }

  /** Forgets what a trial reported, since it begins anew. */
  begin(id: Id): void {
    this.#curves.set(id, []);
  }

  /** @returns with the median that decided, where there is one */
  report(
    id: Id,
    step: number,
    value: number,
  ): { readonly decision: Exclude<Decision, 'wait'>; readonly bar?: number } {
    const own = this.#curves.get(id) ?? [];
    own.push({ step, value });
    this.#curves.set(id, own);
    if (this.#completed.size < this.#startUps) return { decision: 'promote' };
    const bar = median([...this.#completed].flatMap((other) => this.#at(other, step) ?? []));
    if (bar === undefined) return { decision: 'promote' };
    return { decision: Math.max(...own.map((point) => point.value)) < bar ? 'stop' : 'promote', bar };
  }

  /** Its values count for those that come later. */
  complete(id: Id): void {
    this.#completed.add(id);
  }

  /** What a trial reported at a step; nothing where it did not. */
  #at(id: Id, step: number): number | undefined {
    return this.#curves.get(id)?.find((point) => point.step === step)?.value;
  }
}
