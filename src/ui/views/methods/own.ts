import type { CandidateId, Origin } from '../../../search/domain.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';

/** What the method gave the search to begin with, and what a person put in. */
const GIVEN: ReadonlySet<Origin['kind']> = new Set(['seed', 'edited']);

/** What the search itself proposed, on one island where there are several: not the baseline's, nor what it was given. */
export const ownIds = (records: readonly CandidateRecord[], island?: number): readonly CandidateId[] =>
  records.flatMap(({ candidate: { id, arm, origin, island: bredOn } }) =>
    arm === 'search' && !GIVEN.has(origin.kind) && (island === undefined || bredOn === island) ? [id] : [],
  );
