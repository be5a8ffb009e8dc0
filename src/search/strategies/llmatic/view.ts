/** What LLMatic shows: its two archives. */
import type { CandidateId } from '../../domain.ts';

export type LlmaticNote = { readonly kind: 'network'; readonly niche: number; readonly id: CandidateId };

export interface LlmaticView {
  readonly networks: ReadonlyMap<number, CandidateId>;
}

export const emptyLlmatic: LlmaticView = { networks: new Map() };

export function applyLlmaticNote(view: LlmaticView, note: LlmaticNote): LlmaticView {
  return { ...view, networks: new Map(view.networks).set(note.niche, note.id) };
}
