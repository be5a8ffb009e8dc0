/** What EvoPrompting shows: its rounds with their parents. */
import type { CandidateId } from '../../domain.ts';

export type EvoNote = {
  readonly kind: 'round';
  readonly round: number;
  readonly parents: readonly CandidateId[];
};

export interface EvoView {
  readonly rounds: readonly { readonly round: number; readonly parents: readonly CandidateId[] }[];
}

export const emptyEvo: EvoView = { rounds: [] };

export function applyEvoNote(view: EvoView, note: EvoNote): EvoView {
  return { ...view, rounds: [...view.rounds, { round: note.round, parents: note.parents }] };
}
