import type { CandidateRecord } from '../../search/run/fold.ts';

export interface WrittenTally {
  /** Programs of a language model with an outcome. */
  readonly written: number;
  /** Of these, what runs and is a network for the task. */
  readonly valid: number;
  /** Of those, what was not the same network as an earlier one. */
  readonly fresh: number;
  /** Over all replies; absent without any. */
  readonly tokensPerSecond?: number;
}

/** What became of the programs that a language model wrote. */
export function writtenTally(candidates: readonly CandidateRecord[]): WrittenTally {
  const written = candidates.filter(
    ({ candidate, outcome }) => candidate.origin.kind === 'written' && outcome,
  );
  const valid = written.filter(({ outcome }) => outcome?.kind !== 'rejected');
  const origins = written.flatMap(({ candidate: { origin } }) => (origin.kind === 'written' ? [origin] : []));
  const ms = origins.reduce((sum, { writeMs }) => sum + writeMs, 0);
  const tokens = origins.reduce((sum, origin) => sum + origin.tokens, 0);
  return {
    written: written.length,
    valid: valid.length,
    fresh: valid.filter(({ outcome }) => outcome?.kind !== 'duplicate').length,
    ...(ms > 0 && { tokensPerSecond: (1000 * tokens) / ms }),
  };
}
