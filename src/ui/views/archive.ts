import { ARCHIVE_SIZE } from '../../search/archive/gridArchive.ts';
import { ARCHIVE_AXES } from '../../search/archive/measures.ts';
import type { Cell, Stance } from '../../search/archive/niches.ts';
import type { Architecture, Arm, CandidateId } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { m } from '../messages/messages.js';
import { compact } from './format.ts';

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

export const STANCE_WORDS: Readonly<Record<Stance, () => string>> = {
  open: m.steer_niche_is_open,
  favoured: m.steer_niche_is_favoured,
  closed: m.steer_niche_is_closed,
};

/** Where a niche lies, such as `1k–3.2k FLOPs, width to depth 1–1.6`. */
export function nicheWords([column, row]: Cell): string {
  const [flops, width] = ARCHIVE_AXES;
  return m.steer_niche_where({ flops: span(flops.bounds, column), width: span(width.bounds, row) });
}

/** Even steps of a logarithm. */
function span([low, high]: readonly [number, number], step: number): string {
  const edge = (at: number) => compact(Number((low * (high / low) ** (at / ARCHIVE_SIZE)).toPrecision(2)));
  return `${edge(step)}–${edge(step + 1)}`;
}
