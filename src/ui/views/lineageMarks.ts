/** A family's marks, as many alike as can be drawn at once. */
import type { CandidateId } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { markOf } from './mark.ts';

/** Steps of the colours of accuracy: more than anyone tells apart. */
const SHADES = 24;

export interface MarkGroup {
  /** Of the accuracy, 0–1 of the scale; absent for what has none. */
  readonly shade?: number;
  /** Under way, or ended without an accuracy. */
  readonly look: 'scored' | 'failed' | 'waiting';
  readonly marks: readonly { readonly id: CandidateId; readonly text: string }[];
}

/** @param range accuracies, 0–1, at the two ends of the colours */
export function markGroups(
  records: readonly CandidateRecord[],
  range: readonly [number, number],
): readonly MarkGroup[] {
  const groups = new Map<string, MarkGroup & { readonly marks: { id: CandidateId; text: string }[] }>();
  for (const record of records) {
    const { accuracy, sign = '' } = markOf(record);
    const { id } = record.candidate;
    const look = accuracy !== undefined ? 'scored' : record.outcome ? 'failed' : 'waiting';
    const shade =
      accuracy === undefined
        ? undefined
        : Math.round((SHADES * (accuracy - range[0])) / (range[1] - range[0] || 1)) / SHADES;
    const key = `${look} ${shade}`;
    const group = groups.get(key) ?? { look, ...(shade !== undefined && { shade }), marks: [] };
    groups.set(key, group);
    group.marks.push({ id, text: `${id}${sign}` });
  }
  return [...groups.values()];
}
