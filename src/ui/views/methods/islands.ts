import type { CandidateId } from '../../../search/domain.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';

/** What was bred on each island, in the order asked. */
export function islandLanes(
  records: readonly CandidateRecord[],
  islands: number,
): readonly (readonly CandidateId[])[] {
  const lanes = Array.from({ length: islands }, (): CandidateId[] => []);
  for (const { candidate } of records)
    if (candidate.island !== undefined) lanes[candidate.island]?.push(candidate.id);
  return lanes;
}
