/** What GPT-NAS shows: its generations. */
import type { CandidateId } from '../../domain.ts';

export type GptNasNote = {
  readonly kind: 'generation';
  readonly generation: number;
  readonly parents: readonly CandidateId[];
};

export interface GptNasView {
  readonly generations: readonly { readonly generation: number; readonly parents: readonly CandidateId[] }[];
}

export const emptyGptNas: GptNasView = { generations: [] };

export function applyGptNasNote(view: GptNasView, note: GptNasNote): GptNasView {
  return {
    ...view,
    generations: [...view.generations, { generation: note.generation, parents: note.parents }],
  };
}
