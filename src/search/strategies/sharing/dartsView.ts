/** What DARTS shows: the shares of the operations on every edge over its steps, and the cells that they stood for. */
import type { CandidateId } from '../../domain.ts';
import type { Alphas } from '../../ports.ts';
import type { Genotype } from '../../spaces/space.ts';
import type { DartsSpec } from '../../spec/spec.ts';

export type DartsNote =
  /** A relaxed search begins. */
  | {
      readonly kind: 'search';
      readonly steps: number;
      readonly order: DartsSpec['order'];
      readonly mend: DartsSpec['mend'];
      /** Skip connections beyond which it is stopped, where that is the mend. */
      readonly maxSkips: number;
    }
  | ({ readonly kind: 'alphas' } & AlphaPoint)
  /** The search under way was stopped, its derived cell having too many skip connections. */
  | { readonly kind: 'stopped'; readonly step: number; readonly skips: number }
  /** A cell was derived and is tried; its place among the derived ones is its number, 1 for the first. */
  | { readonly kind: 'derived'; readonly step: number; readonly cell: Genotype }
  /** It is known what became of a derived cell: of which, by its number. */
  | {
      readonly kind: 'trained';
      readonly number: number;
      readonly id: CandidateId;
      readonly valAccuracy?: number;
    };

export interface AlphaPoint {
  readonly step: number;
  readonly alphas: Alphas;
  readonly trainLoss: number;
  readonly valLoss: number;
  /** The cell that they stand for, and its skip connections. */
  readonly cell: Genotype;
  readonly skips: number;
}

export interface DerivedCell {
  /** Which search it is of, 0 for the first. */
  readonly search: number;
  readonly step: number;
  readonly cell: Genotype;
  /** Absent until it is known what became of it. */
  readonly id?: CandidateId;
  readonly valAccuracy?: number;
}

export interface RelaxedSearch {
  readonly steps: number;
  readonly order: DartsSpec['order'];
  readonly mend: DartsSpec['mend'];
  readonly maxSkips: number;
  readonly points: readonly AlphaPoint[];
  readonly stopped?: { readonly step: number; readonly skips: number };
}

export interface DartsView {
  readonly searches: readonly RelaxedSearch[];
  readonly derived: readonly DerivedCell[];
}

export const emptyDarts: DartsView = { searches: [], derived: [] };

export function applyDartsNote(view: DartsView, note: DartsNote): DartsView {
  switch (note.kind) {
    case 'search': {
      const { steps, order, mend, maxSkips } = note;
      return { ...view, searches: [...view.searches, { steps, order, mend, maxSkips, points: [] }] };
    }
    case 'alphas': {
      const { step, alphas, trainLoss, valLoss, cell, skips } = note;
      const point = { step, alphas, trainLoss, valLoss, cell, skips };
      return changeLatest(view, (search) => ({ ...search, points: [...search.points, point] }));
    }
    case 'stopped': {
      const { step, skips } = note;
      return changeLatest(view, (search) => ({ ...search, stopped: { step, skips } }));
    }
    case 'derived': {
      const { step, cell } = note;
      const search = view.searches.length - 1;
      return { ...view, derived: [...view.derived, { search, step, cell }] };
    }
    case 'trained': {
      const { number, id, valAccuracy } = note;
      const derived = view.derived.map((each, at) =>
        at === number - 1 ? { ...each, id, ...(valAccuracy !== undefined && { valAccuracy }) } : each,
      );
      return { ...view, derived };
    }
  }
}

function changeLatest(view: DartsView, change: (search: RelaxedSearch) => RelaxedSearch): DartsView {
  const last = view.searches.length - 1;
  return { ...view, searches: view.searches.map((search, at) => (at === last ? change(search) : search)) };
}
