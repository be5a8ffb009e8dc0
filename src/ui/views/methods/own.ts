import type { CandidateId } from '../../../search/domain.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';

/** What the search itself proposed, on one island where there are several: not the baseline's, nor what it was given. */
export const ownIds = (records: readonly CandidateRecord[], island?: number): readonly CandidateId[] =>
  records.flatMap(({ candidate: { id, arm, origin, island: bredOn } }) =>
    arm === 'search' && origin.kind !== 'seed' && (island === undefined || bredOn === island) ? [id] : [],
  );
