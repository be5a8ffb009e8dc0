/** What EvoPrompting shows: its seeds, and each round with its prompts, children, survivors and tuning. */
import type { CandidateId } from '../../domain.ts';
import type { Target } from '../../prompts/evoPrompt.ts';
import type { Said } from '../../told/told.ts';

/** A scored program with EvoPrompting's fitness: -(parameters x error), nearer to 0 is better. */
export interface Ranked {
  readonly id: CandidateId;
  readonly fitness: number;
}

/** What became of a child in its round. */
export type Fate =
  | { readonly kind: 'kept'; readonly fitness: number }
  /** Scored, but with an error at or over the ceiling. */
  | { readonly kind: 'over-ceiling'; readonly error: number }
  /** Invalid, a duplicate, screened or failed: see its outcome. */
  | { readonly kind: 'unscored' };

/** What happened between a round and the next one. */
export type Tuning =
  | {
      readonly kind: 'tuned';
      /** Children that the model learnt from. */
      readonly lessons: number;
      /** Loss on lessons kept back, in nats a token. */
      readonly keptBack?: { readonly before: number; readonly after: number };
    }
  | { readonly kind: 'untuned'; readonly reason: Said };

export type EvoNote =
  | { readonly kind: 'seed'; readonly id: CandidateId; readonly name: string; readonly fitness?: number }
  | { readonly kind: 'round'; readonly round: number; readonly parents: readonly CandidateId[] }
  | { readonly kind: 'prompt'; readonly parents: readonly CandidateId[]; readonly target: Target }
  | { readonly kind: 'child'; readonly id: CandidateId; readonly fate: Fate }
  /** Ends a round: the fittest become the parents of the next. Empty when none was there to choose from. */
  | { readonly kind: 'selected'; readonly survivors: readonly Ranked[] }
  | { readonly kind: 'tuning'; readonly tuning: Tuning };

export interface Round {
  /** 1 for the first. */
  readonly round: number;
  readonly parents: readonly CandidateId[];
  readonly prompts: readonly { readonly parents: readonly CandidateId[]; readonly target: Target }[];
  readonly children: readonly { readonly id: CandidateId; readonly fate: Fate }[];
  readonly survivors?: readonly Ranked[];
  readonly tuning?: Tuning;
}

export interface EvoView {
  /** The networks it was given; those without a fitness could not be trained. */
  readonly seeds: readonly { readonly id: CandidateId; readonly name: string; readonly fitness?: number }[];
  readonly rounds: readonly Round[];
}

export const emptyEvo: EvoView = { seeds: [], rounds: [] };

export function applyEvoNote(view: EvoView, note: EvoNote): EvoView {
  switch (note.kind) {
    case 'seed': {
      const { id, name, fitness } = note;
      return { ...view, seeds: [...view.seeds, { id, name, ...(fitness !== undefined && { fitness }) }] };
    }
    case 'round': {
      const { round, parents } = note;
      return { ...view, rounds: [...view.rounds, { round, parents, prompts: [], children: [] }] };
    }
    case 'prompt': {
      const { parents, target } = note;
      return changeLast(view, ({ prompts }) => ({ prompts: [...prompts, { parents, target }] }));
    }
    case 'child': {
      const { id, fate } = note;
      return changeLast(view, ({ children }) => ({ children: [...children, { id, fate }] }));
    }
    case 'selected':
      return changeLast(view, () => ({ survivors: note.survivors }));
    case 'tuning':
      return changeLast(view, () => ({ tuning: note.tuning }));
  }
}

/** Changes the round under way; there is one from its own note on. */
function changeLast(view: EvoView, change: (round: Round) => Partial<Round>): EvoView {
  const last = view.rounds.at(-1);
  if (!last) return view;
  return { ...view, rounds: view.rounds.with(-1, { ...last, ...change(last) }) };
}
