import { isWhole } from '../../search/estimators/proxies.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';

/** Networks that were trained, and those of them whose zero-cost proxies are all measured. */
export interface Probed {
  readonly scored: number;
  readonly probed: number;
}

export function countProbed(candidates: readonly CandidateRecord[]): Probed {
  const scored = candidates.filter(({ outcome }) => outcome?.kind === 'scored');
  return { scored: scored.length, probed: scored.filter(({ probe }) => isWhole(probe)).length };
}
