/** What a climb by network morphisms shows: its steps, their children, and whether these began as their parents. */
import type { CandidateId, Edits } from '../../domain.ts';
import { TOLERANCE } from '../../morphism/growth.ts';

export type MorphismNote =
  /** Children of this network are tried now. */
  | { readonly kind: 'step'; readonly step: number; readonly parent: CandidateId }
  | { readonly kind: 'child'; readonly child: Child }
  /** Where the climb goes on: the best child, or the parent again where none was better. */
  | { readonly kind: 'moved'; readonly to: CandidateId };

export interface Child {
  readonly id: CandidateId;
  readonly moves: Edits;
  /** Absent where it has no score of its own. */
  readonly valAccuracy?: number;
  /** As `Score.morphGap`; absent where its parent's weights were not there any more, or it was not trained. */
  readonly gap?: number;
}

export interface ClimbStep {
  /** 1 for the first. */
  readonly step: number;
  readonly parent: CandidateId;
  /** In the order in which they were told. */
  readonly children: readonly Child[];
  /** Absent until all children are told. */
  readonly movedTo?: CandidateId;
}

export interface MorphismView {
  readonly steps: readonly ClimbStep[];
}

export const emptyMorphism: MorphismView = { steps: [] };

export function applyMorphismNote({ steps }: MorphismView, note: MorphismNote): MorphismView {
  const last = steps.at(-1);
  const changed = (change: Partial<ClimbStep>) => ({
    steps: last ? [...steps.slice(0, -1), { ...last, ...change }] : steps,
  });
  switch (note.kind) {
    case 'step':
      return { steps: [...steps, { step: note.step, parent: note.parent, children: [] }] };
    case 'child':
      return changed({ children: [...(last?.children ?? []), note.child] });
    case 'moved':
      return changed({ movedTo: note.to });
  }
}

/** What the checks came to: how many were made, how many did not begin as their parent, the greatest difference. */
export interface Checks {
  readonly checked: number;
  readonly failed: number;
  readonly greatest: number;
  /** Trained without their parent's weights, which were not kept any more. */
  readonly withoutWeights: number;
}

export function checksOf({ steps }: MorphismView): Checks {
  const children = steps.flatMap((step) => step.children);
  const gaps = children.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
  return {
    checked: gaps.length,
    failed: gaps.filter((gap) => !(gap <= TOLERANCE)).length,
    greatest: Math.max(0, ...gaps),
    withoutWeights: children.filter(({ valAccuracy, gap }) => valAccuracy !== undefined && gap === undefined)
      .length,
  };
}
