import type { Arm, CandidateId } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';

/** A filled cell of the archive with the elite that lives there. */
export interface Niche {
  readonly column: number;
  readonly row: number;
  readonly id: CandidateId;
  /** 0–1 */
  readonly accuracy: number;
}

export function niches(run: RunSnapshot, arm: Arm): readonly Niche[] {
  return [...run.archives[arm]].flatMap(([cell, id]) => {
    const [column, row] = cell.split(',').map(Number);
    const outcome = run.candidates[id - 1]?.outcome;
    if (column === undefined || row === undefined || outcome?.kind !== 'scored') return [];
    return [{ column, row, id, accuracy: outcome.valAccuracy }];
  });
}
