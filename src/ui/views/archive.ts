import type { Architecture, Arm, CandidateId } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';

/** A filled cell of the archive with the elite that lives there. */
export interface Niche {
  readonly column: number;
  readonly row: number;
  readonly id: CandidateId;
  /** 0–1 */
  readonly accuracy: number;
  readonly architecture: Architecture;
}

export function niches(run: RunSnapshot, arm: Arm): readonly Niche[] {
  return [...run.archives[arm]].flatMap(([cell, id]) => {
    const [column, row] = cell.split(',').map(Number);
    const { outcome, architecture } = run.candidates[id - 1] ?? {};
    if (column === undefined || row === undefined || !architecture || outcome?.kind !== 'scored') return [];
    return [{ column, row, id, accuracy: outcome.valAccuracy, architecture }];
  });
}
