/** What LLMatic shows: its two archives, niche by niche, and its generations. */
import type { Placed, Point } from '../../archive/cvt.ts';
import type { CandidateId } from '../../domain.ts';
import type { PromptKind } from '../../prompts/llmaticPrompt.ts';

export type Phase = 'warm-up' | 'mutation' | 'crossover';

/** Where a scored network went. */
export interface NetworkPlacement {
  readonly niche: number;
  readonly kind: Placed;
  /** 0–1 */
  readonly accuracy: number;
  readonly loss: number;
}

/** What became of the prompt that a child came of. */
export interface PromptPlacement {
  readonly niche: number;
  readonly kind: PromptKind;
  /** As it is to be used next. */
  readonly temperature: number;
  /** Of the niche, with this outcome in it. */
  readonly curiosity: number;
  /** Whether it is now the niche's prompt. */
  readonly isElite: boolean;
}

export type LlmaticNote =
  /** The niches' centroids, in the unit square; said once. */
  | { readonly kind: 'niches'; readonly networks: readonly Point[]; readonly prompts: readonly Point[] }
  | { readonly kind: 'generation'; readonly phase: Phase; readonly parents: readonly CandidateId[] }
  | {
      readonly kind: 'child';
      readonly id: CandidateId;
      readonly network?: NetworkPlacement;
      readonly prompt?: PromptPlacement;
    };

export interface NetworkNiche {
  readonly id: CandidateId;
  readonly accuracy: number;
  readonly loss: number;
}

export interface PromptNiche {
  readonly curiosity: number;
  /** The niche's prompt; absent until one that was any good has come. */
  readonly elite?: { readonly kind: PromptKind; readonly temperature: number };
}

export interface Generation {
  /** 1 for the first. */
  readonly generation: number;
  readonly phase: Phase;
  readonly parents: readonly CandidateId[];
  readonly children: readonly CandidateId[];
  /** Of the network archive after the generation's latest child: share of niches, 0–1, and sum of accuracies. */
  readonly coverage: number;
  readonly qdScore: number;
}

export interface LlmaticView {
  readonly networkCentroids: readonly Point[];
  readonly promptCentroids: readonly Point[];
  readonly networks: ReadonlyMap<number, NetworkNiche>;
  readonly prompts: ReadonlyMap<number, PromptNiche>;
  readonly generations: readonly Generation[];
  readonly bestLoss?: number;
}

export const emptyLlmatic: LlmaticView = {
  networkCentroids: [],
  promptCentroids: [],
  networks: new Map(),
  prompts: new Map(),
  generations: [],
};

export function applyLlmaticNote(view: LlmaticView, note: LlmaticNote): LlmaticView {
  switch (note.kind) {
    case 'niches':
      return { ...view, networkCentroids: note.networks, promptCentroids: note.prompts };
    case 'generation': {
      const { phase, parents } = note;
      const generation = view.generations.length + 1;
      const begun = { generation, phase, parents, children: [], ...figuresOf(view) };
      return { ...view, generations: [...view.generations, begun] };
    }
    case 'child':
      return addChild(view, note);
  }
}

function addChild(view: LlmaticView, { id, network, prompt }: LlmaticNote & { kind: 'child' }): LlmaticView {
  const placed = placePrompt(placeNetwork(view, id, network), prompt);
  const last = placed.generations.at(-1);
  if (!last) return placed;
  const grown = { ...last, children: [...last.children, id], ...figuresOf(placed) };
  return { ...placed, generations: placed.generations.with(-1, grown) };
}

function placeNetwork(view: LlmaticView, id: CandidateId, network?: NetworkPlacement): LlmaticView {
  if (!network) return view;
  const { niche, kind, accuracy, loss } = network;
  const bestLoss = Math.min(loss, view.bestLoss ?? Infinity);
  if (kind === 'kept-incumbent') return { ...view, bestLoss };
  return { ...view, bestLoss, networks: new Map(view.networks).set(niche, { id, accuracy, loss }) };
}

function placePrompt(view: LlmaticView, prompt?: PromptPlacement): LlmaticView {
  if (!prompt) return view;
  const { niche, kind, temperature, curiosity, isElite } = prompt;
  const earlier = view.prompts.get(niche)?.elite;
  const elite = isElite ? { kind, temperature } : earlier;
  return {
    ...view,
    prompts: new Map(view.prompts).set(niche, { curiosity, ...(elite && { elite }) }),
  };
}

function figuresOf({ networks, networkCentroids }: LlmaticView) {
  return {
    coverage: networks.size / Math.max(1, networkCentroids.length),
    qdScore: [...networks.values()].reduce((sum, { accuracy }) => sum + accuracy, 0),
  };
}
