/**
 * What methods put among a run's events to be drawn: each has its own notes and its own fold of them into a view. The
 * events are all there is, so a replay draws the same.
 */
import { assertNever } from '../result.ts';
import { type EvoNote, type EvoView, applyEvoNote, emptyEvo } from './evoprompting/view.ts';
import { type GptNasNote, type GptNasView, applyGptNasNote, emptyGptNas } from './gptnas/view.ts';
import { type LlmaticNote, type LlmaticView, applyLlmaticNote, emptyLlmatic } from './llmatic/view.ts';
import { type SwitchesNote, type SwitchesView, applySwitchesNote, emptySwitches } from './switches/view.ts';

export type MethodNote =
  | { readonly method: 'evoprompting'; readonly note: EvoNote }
  | { readonly method: 'llmatic'; readonly note: LlmaticNote }
  | { readonly method: 'gptnas'; readonly note: GptNasNote }
  /** Of islands, bandit and scratchpad, beside any of the methods in which a model writes. */
  | { readonly method: 'switches'; readonly note: SwitchesNote };

/** What each method has to show; of those that had nothing to say, nothing. */
export interface MethodViews {
  readonly evoprompting?: EvoView;
  readonly llmatic?: LlmaticView;
  readonly gptnas?: GptNasView;
  readonly switches?: SwitchesView;
}

export function applyNote(views: MethodViews, note: MethodNote): MethodViews {
  switch (note.method) {
    case 'evoprompting':
      return { ...views, evoprompting: applyEvoNote(views.evoprompting ?? emptyEvo, note.note) };
    case 'llmatic':
      return { ...views, llmatic: applyLlmaticNote(views.llmatic ?? emptyLlmatic, note.note) };
    case 'gptnas':
      return { ...views, gptnas: applyGptNasNote(views.gptnas ?? emptyGptNas, note.note) };
    case 'switches':
      return { ...views, switches: applySwitchesNote(views.switches ?? emptySwitches, note.note) };
    default:
      return assertNever(note);
  }
}
