import type { CandidateId, Origin, Outcome } from '../../domain.ts';
import type { Evaluated } from '../../ports.ts';

/** Attempts remembered: K of Feedback Memory (2026). */
const WINDOW = 5;

/** One attempt: what was to be bettered, what was done, what came of it. */
interface Attempt {
  readonly problem: string;
  readonly change: string;
  readonly outcome: string;
}

/**
 * The last five attempts of the model as problem, change and outcome, failures among them, so that the next prompt can
 * say what was tried (Feedback Memory 2026; the exception in the next prompt is RZ-NAS's, 2025).
 */
export class Experience {
  #attempts: Attempt[] = [];
  readonly #scored = new Map<CandidateId, string>();

  tell({ candidate: { id, origin }, outcome }: Evaluated): void {
    if (origin.kind === 'written') {
      const attempt = {
        problem: origin.parents.flatMap((parent) => this.#scored.get(parent) ?? []).join(' and '),
        change: changeOf(origin),
        outcome: inWords(outcome),
      };
      this.#attempts = [...this.#attempts, attempt].slice(-WINDOW);
    }
    if (outcome.kind === 'scored') this.#scored.set(id, inWords(outcome));
  }

  /** Oldest first; empty before the first attempt. */
  get words(): string {
    if (this.#attempts.length === 0) return '';
    const lines = this.#attempts.map(
      ({ problem, change, outcome }) =>
        `- Problem: ${problem || 'a first network'}. Change: ${change}. Outcome: ${outcome}`,
    );
    return ['What was tried lately:', ...lines].join('\n');
  }
}

const changeOf = ({ instruction, parents }: Extract<Origin, { kind: 'written' }>): string =>
  instruction ?? (parents.length > 1 ? 'a new program after several' : 'a changed program');

/** Without a full stop of its own where it may stand inside a sentence. */
function inWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'scored':
      return `${(100 * outcome.valAccuracy).toFixed(1)} % validation accuracy with ${outcome.params} parameters`;
    case 'rejected':
      return `invalid: ${outcome.fault.message}`;
    case 'duplicate':
      return 'the same network as an earlier one';
    case 'screened':
      return `not trained: ${outcome.message}`;
    case 'failed':
      return `training failed: ${outcome.message}`;
    case 'cancelled':
      return 'cancelled';
  }
}
