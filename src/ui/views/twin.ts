import type { CandidateId, Outcome } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';

/** These say nothing about a network, so that it may be tried again. */
const VOID: ReadonlySet<Outcome['kind']> = new Set(['failed', 'cancelled']);

/** The candidate of the search that a network with this graph would be a duplicate of, and so not be trained. */
export const twinOf = (candidates: readonly CandidateRecord[], hash: string): CandidateId | undefined =>
  candidates.find(
    ({ candidate, architecture, outcome }) =>
      candidate.arm === 'search' && architecture?.hash === hash && !(outcome && VOID.has(outcome.kind)),
  )?.candidate.id;
