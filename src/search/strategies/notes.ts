/**
 * What methods put among a run's events to be drawn: each has its own notes and its own fold of them into a view. The
 * events are all there is, so a replay draws the same.
 */
import { assertNever } from '../result.ts';
import { type ChatNote, type ChatView, applyChatNote, emptyChat } from './chat/view.ts';
import { type EvoNote, type EvoView, applyEvoNote, emptyEvo } from './evoprompting/view.ts';
import { type GptNasNote, type GptNasView, applyGptNasNote, emptyGptNas } from './gptnas/view.ts';
import { type LlmaticNote, type LlmaticView, applyLlmaticNote, emptyLlmatic } from './llmatic/view.ts';
import { type MorphismNote, type MorphismView, applyMorphismNote, emptyMorphism } from './morphism/view.ts';
import { type SpacedNote, type SpacedView, applySpacedNote, emptySpaced } from './spaced/view.ts';
import { type DartsNote, type DartsView, applyDartsNote, emptyDarts } from './sharing/dartsView.ts';
import { type SposNote, type SposView, applySposNote, emptySpos } from './sharing/sposView.ts';
import { type SwitchesNote, type SwitchesView, applySwitchesNote, emptySwitches } from './switches/view.ts';

export type MethodNote = (
  | { readonly method: 'evoprompting'; readonly note: EvoNote }
  | { readonly method: 'llmatic'; readonly note: LlmaticNote }
  | { readonly method: 'gptnas'; readonly note: GptNasNote }
  | { readonly method: 'chat'; readonly note: ChatNote }
  | { readonly method: 'morphism'; readonly note: MorphismNote }
  /** Of the methods over a space of choices. */
  | { readonly method: 'spaced'; readonly note: SpacedNote }
  | { readonly method: 'spos'; readonly note: SposNote }
  | { readonly method: 'darts'; readonly note: DartsNote }
  /** Of islands, bandit and scratchpad, beside any of the methods in which a model writes. */
  | { readonly method: 'switches'; readonly note: SwitchesNote }
) & {
  /** Whose it is where there are several; 0 for the first. */
  readonly island?: number;
};

/** What each method has to show, on the first island where there are several; of those that had nothing to say, nothing. */
export interface MethodViews {
  readonly evoprompting?: EvoView;
  readonly llmatic?: LlmaticView;
  readonly gptnas?: GptNasView;
  readonly chat?: ChatView;
  readonly morphism?: MorphismView;
  readonly spaced?: SpacedView;
  readonly spos?: SposView;
  readonly darts?: DartsView;
  readonly switches?: SwitchesView;
  /** The same of the islands from the second on. */
  readonly islands?: readonly MethodViews[];
}

export function applyNote(views: MethodViews, note: MethodNote): MethodViews {
  const { island = 0 } = note;
  return changeIsland(withReset(views, note), island, (view) => applyToOne(view, note));
}

/** An island that begins anew has nothing to show of what it was before. */
function withReset(views: MethodViews, { method, note }: MethodNote): MethodViews {
  if (method !== 'switches' || note.kind !== 'reset') return views;
  return changeIsland(views, note.island, ({ switches, islands }) =>
    note.island === 0 ? { ...(switches && { switches }), ...(islands && { islands }) } : {},
  );
}

function changeIsland(
  views: MethodViews,
  island: number,
  change: (view: MethodViews) => MethodViews,
): MethodViews {
  if (island === 0) return change(views);
  const { islands = [] } = views;
  const padded = Array.from({ length: Math.max(islands.length, island) }, (_, i) => islands[i] ?? {});
  return { ...views, islands: padded.with(island - 1, change(padded[island - 1] ?? {})) };
}

function applyToOne(views: MethodViews, note: MethodNote): MethodViews {
  switch (note.method) {
    case 'evoprompting':
      return { ...views, evoprompting: applyEvoNote(views.evoprompting ?? emptyEvo, note.note) };
    case 'llmatic':
      return { ...views, llmatic: applyLlmaticNote(views.llmatic ?? emptyLlmatic, note.note) };
    case 'gptnas':
      return { ...views, gptnas: applyGptNasNote(views.gptnas ?? emptyGptNas, note.note) };
    case 'chat':
      return { ...views, chat: applyChatNote(views.chat ?? emptyChat, note.note) };
    case 'morphism':
      return { ...views, morphism: applyMorphismNote(views.morphism ?? emptyMorphism, note.note) };
    case 'spaced':
      return { ...views, spaced: applySpacedNote(views.spaced ?? emptySpaced, note.note) };
    case 'spos':
      return { ...views, spos: applySposNote(views.spos ?? emptySpos, note.note) };
    case 'darts':
      return { ...views, darts: applyDartsNote(views.darts ?? emptyDarts, note.note) };
    case 'switches':
      return { ...views, switches: applySwitchesNote(views.switches ?? emptySwitches, note.note) };
    default:
      return assertNever(note);
  }
}
