import type { Architecture, CandidateId, Origin, Outcome } from '../../domain.ts';
import type { Evaluated } from '../../ports.ts';
import { failureInEnglish } from '../../faults/english.ts';
import { faultInWords } from '../../prompts/mutation.ts';
import { changesBetween } from './changes.ts';

/** Attempts remembered: K of Feedback Memory (2026). */
const WINDOW = 5;

/** One attempt: what was to be bettered, what was done, what came of it. */
interface Attempt {
  readonly problem: string;
  readonly change: string;
  readonly outcome: string;
}

interface Parent {
  readonly valAccuracy: number;
  readonly inWords: string;
  readonly architecture?: Architecture;
}

/**
 * The last five attempts of the model as problem, change and outcome, failures among them, so that the next prompt can
 * say what was tried (Feedback Memory 2026; the exception in the next prompt is RZ-NAS's, 2025).
 */
export class Experience {
  #attempts: Attempt[] = [];
  /** All that was told of; undefined where it did not score. */
  readonly #known = new Map<CandidateId, Parent | undefined>();

  tell({ candidate: { id, origin }, architecture, outcome }: Evaluated): void {
    // One from another island was no attempt at bettering anything that is known here.
    if (origin.kind === 'written' && origin.parents.every((parent) => this.#known.has(parent))) {
      const parents = origin.parents
        .flatMap((parent) => this.#known.get(parent) ?? [])
        .toSorted((a, b) => b.valAccuracy - a.valAccuracy);
      const attempt = {
        problem: parents.map(({ inWords }) => inWords).join(' and '),
        change: changeOf(origin, parents[0]?.architecture, architecture),
        outcome: inWords(outcome),
      };
      this.#attempts = [...this.#attempts, attempt].slice(-WINDOW);
    }
    this.#known.set(
      id,
      outcome.kind === 'scored'
        ? {
            valAccuracy: outcome.valAccuracy,
            inWords: inWords(outcome),
            ...(architecture && { architecture }),
          }
        : undefined,
    );
  }

  /** Oldest first; empty before the first attempt. */
  get words(): string {
    if (this.#attempts.length === 0) return '';
    const lines = this.#attempts.map(
      ({ problem, change, outcome }) =>
        `- Problem: ${problem || 'no network that runs'}. Change: ${change}. Outcome: ${outcome}`,
    );
    return ['What was tried lately:', ...lines].join('\n');
  }
}

/** What was asked for, where that is known, and the layers that changed, where there are any to compare. */
function changeOf(
  { instruction, parents }: Extract<Origin, { kind: 'written' }>,
  parent: Architecture | undefined,
  child: Architecture | undefined,
): string {
  const changes = parent && child ? changesBetween(parent, child) : undefined;
  const said = [instruction, changes].flatMap((part) => part ?? []);
  if (said.length > 0) return said.join('; ');
  return parents.length > 1 ? 'a new program after several' : 'a changed program';
}

function inWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'scored':
      return `${(100 * outcome.valAccuracy).toFixed(1)} % validation accuracy with ${outcome.params} parameters`;
    case 'rejected':
      return `invalid: ${faultInWords(outcome.fault)}`;
    case 'duplicate':
      return 'the same network as an earlier one';
    case 'screened':
      return `not trained: ${outcome.message}`;
    case 'failed':
      return `training failed: ${failureInEnglish(outcome.message)}`;
    case 'cancelled':
      return 'cancelled';
  }
}
