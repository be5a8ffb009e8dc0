/** What islands, bandit and scratchpad show. */
import type { CandidateId } from '../../domain.ts';

export type SwitchesNote = {
  readonly kind: 'migrated';
  readonly from: number;
  readonly to: number;
  readonly id: CandidateId;
};

export interface SwitchesView {
  readonly migrations: readonly { readonly from: number; readonly to: number; readonly id: CandidateId }[];
}

export const emptySwitches: SwitchesView = { migrations: [] };

export function applySwitchesNote(view: SwitchesView, note: SwitchesNote): SwitchesView {
  const { from, to, id } = note;
  return { ...view, migrations: [...view.migrations, { from, to, id }] };
}
