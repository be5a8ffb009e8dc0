/** What islands, bandit and scratchpad show. */
import type { CandidateId } from '../../domain.ts';
import type { Tried } from './bandit.ts';

export type SwitchesNote =
  /** The best of an island was told to the next. */
  | { readonly kind: 'migrated'; readonly from: number; readonly to: number; readonly id: CandidateId }
  /** An island began anew from the best of another. */
  | { readonly kind: 'reset'; readonly island: number; readonly from: number; readonly id: CandidateId }
  | {
      readonly kind: 'bandit';
      readonly slot: 'instruction' | 'temperature';
      readonly tried: readonly Tried<string | number>[];
    }
  | { readonly kind: 'rules'; readonly rules: readonly string[] };

/** Of the first island, but for migrations and resets, which are of all. */
export interface SwitchesView {
  /** In order; each with the number of the island that it came from. */
  readonly migrations: readonly { readonly from: number; readonly to: number; readonly id: CandidateId }[];
  readonly resets: readonly { readonly island: number; readonly from: number; readonly id: CandidateId }[];
  readonly bandits: Readonly<
    Partial<Record<'instruction' | 'temperature', readonly Tried<string | number>[]>>
  >;
  /** Those that stand in the prompts now. */
  readonly rules: readonly string[];
}

export const emptySwitches: SwitchesView = { migrations: [], resets: [], bandits: {}, rules: [] };

export function applySwitchesNote(view: SwitchesView, note: SwitchesNote): SwitchesView {
  switch (note.kind) {
    case 'migrated': {
      const { from, to, id } = note;
      return { ...view, migrations: [...view.migrations, { from, to, id }] };
    }
    case 'reset': {
      const { island, from, id } = note;
      const resets = [...view.resets, { island, from, id }];
      // What is shown beside them is the first island's own.
      return island === 0 ? { ...emptySwitches, migrations: view.migrations, resets } : { ...view, resets };
    }
    case 'bandit':
      return { ...view, bandits: { ...view.bandits, [note.slot]: note.tried } };
    case 'rules':
      return { ...view, rules: note.rules };
  }
}
