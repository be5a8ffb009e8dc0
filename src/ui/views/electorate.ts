import type { CandidateId } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { niches } from './archive.ts';

/** More answers than this are not read, and each has to be trained again. */
export const MOST_VOTERS = 8;

/** The search's elites to be asked about an example, the most accurate first, and how many elites there are. */
export function electorate(run: RunSnapshot): { readonly ids: readonly CandidateId[]; readonly of: number } {
  const elites = niches(run, 'search').toSorted((a, b) => b.accuracy - a.accuracy || a.id - b.id);
  return { ids: elites.slice(0, MOST_VOTERS).map(({ id }) => id), of: elites.length };
}
