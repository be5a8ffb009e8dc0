/** What the methods over a space of choices show of what they have learnt. */
import type { CandidateId } from '../../domain.ts';
import type { Judgement } from '../../estimators/predictors/ensemble.ts';

export type SpacedNote =
  /** BANANAS: what its ensemble had foretold of a network, and what it came to. */
  | { readonly kind: 'foretold'; readonly foretold: Foretold }
  /** REINFORCE and TPE: how likely each option of each slot is now. */
  | { readonly kind: 'weighed'; readonly weights: Weights }
  /** Tree search: an outcome, and the choices on the way that is credited with it, a node for each and the root. */
  | { readonly kind: 'credited'; readonly way: readonly Step[]; readonly reward: number }
  /** NSGA-II: who lives on after a generation. */
  | { readonly kind: 'selected'; readonly generation: Generation };

/** Accuracies, 0–1; of the ensemble they may lie outside. */
export interface Foretold extends Judgement {
  readonly id: CandidateId;
  readonly valAccuracy: number;
}

/** Probabilities by slot and option, to four decimals. */
export interface Weights {
  /** With which options are drawn: by the policy, or as good networks chose. */
  readonly likely: readonly (readonly number[])[];
  /** As the other networks chose, where the method compares with them. */
  readonly against?: readonly (readonly number[])[];
}

/** A choice made: a slot of the space and an option of it, by their places. */
export type Step = readonly [slot: number, option: number];

export interface Generation {
  /** 1 for the first. */
  readonly generation: number;
  /** The best front first; 0 is the front that nothing dominates. */
  readonly members: readonly { readonly id: CandidateId; readonly front: number }[];
}

/** Networks that begin with the same choices. */
export interface TreeNode {
  /** Absent at the root. */
  readonly step?: Step;
  /** Outcomes, and the mean of their rewards. */
  readonly visits: number;
  readonly meanReward: number;
  /** By their first visit. */
  readonly children: readonly TreeNode[];
}

export interface SpacedView {
  /** In the order in which they were told. */
  readonly foretold: readonly Foretold[];
  /** The latest. */
  readonly weights?: Weights;
  readonly tree: TreeNode;
  readonly generations: readonly Generation[];
}

const newNode = (step?: Step): TreeNode => ({
  visits: 0,
  meanReward: 0,
  children: [],
  ...(step && { step }),
});

export const emptySpaced: SpacedView = { foretold: [], tree: newNode(), generations: [] };

export function applySpacedNote(view: SpacedView, note: SpacedNote): SpacedView {
  switch (note.kind) {
    case 'foretold':
      return { ...view, foretold: [...view.foretold, note.foretold] };
    case 'weighed':
      return { ...view, weights: note.weights };
    case 'credited':
      return { ...view, tree: credited(view.tree, note.way, note.reward) };
    case 'selected':
      return { ...view, generations: [...view.generations, note.generation] };
  }
}

function credited(node: TreeNode, [next, ...rest]: readonly Step[], reward: number): TreeNode {
  const visits = node.visits + 1;
  const meanReward = node.meanReward + (reward - node.meanReward) / visits;
  if (!next) return { ...node, visits, meanReward };
  const at = node.children.findIndex(({ step }) => step?.[0] === next[0] && step[1] === next[1]);
  const child = credited(node.children[at] ?? newNode(next), rest, reward);
  const children = at < 0 ? [...node.children, child] : node.children.with(at, child);
  return { ...node, visits, meanReward, children };
}

/** Probabilities as they are recorded: what a picture shows, and no longer than that. */
export const recorded = (slots: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  slots.map((options) => options.map((probability) => Math.round(1e4 * probability) / 1e4));
