/** What LLMatic shows: its two archives, niche by niche, and its generations. */
import type { Placed, Point } from '../../archive/cvt.ts';
import type { CandidateId } from '../../domain.ts';
import type { Mutation } from '../../prompts/llmaticPrompt.ts';

/** Children of the initial network, of one parent, or of two. */
export type Phase = 'warm-up' | 'mutation' | 'crossover';

/** The elite of a niche of the network archive. */
export interface NetworkNiche {
  readonly id: CandidateId;
  /** 0–1 */
  readonly accuracy: number;
  /** On the validation split; what it holds its niche by. */
  readonly loss: number;
}

/** The prompt that stands in a niche of the prompt archive. */
export interface PromptNiche {
  /** What the niche's prompts earned: +1 for a child that was added, -0.5 and -1 for one that was not. */
  readonly curiosity: number;
  readonly elite: {
    readonly kind: Mutation;
    /** With which it is asked next. */
    readonly temperature: number;
    /** 1 when its child entered the network archive, else 0. */
    readonly fitness: number;
  };
}

export type NumberedNetwork = NetworkNiche & { readonly niche: number };
export type NumberedPrompt = PromptNiche & { readonly niche: number };

export type LlmaticNote =
  /** How the archives are laid out, and what is in them then; said again when the number of niches changes. */
  | {
      readonly kind: 'niches';
      /** Centroids in the unit square, whose sides are the axes of `archive/measures.ts`. */
      readonly networkCentroids: readonly Point[];
      /** The same, with the kinds of prompt and the temperatures from 0.1 to 1 for sides. */
      readonly promptCentroids: readonly Point[];
      readonly networks: readonly NumberedNetwork[];
      readonly prompts: readonly NumberedPrompt[];
    }
  | {
      readonly kind: 'generation';
      readonly phase: Phase;
      readonly parents: readonly CandidateId[];
      /** Where the prompt, or a crossover's temperature, is taken from; absent where it is drawn at random. */
      readonly promptNiche?: number;
    }
  /** A candidate of which it is known what became. */
  | {
      readonly kind: 'child';
      readonly id: CandidateId;
      /** Absent where it was not scored. */
      readonly network?: NumberedNetwork & { readonly placed: Placed };
      /** The niches of the prompt archive that it changed, as they are now. */
      readonly prompts: readonly NumberedPrompt[];
    };

export interface Generation {
  /** 1 for the first. */
  readonly generation: number;
  readonly phase: Phase;
  readonly parents: readonly CandidateId[];
  readonly promptNiche?: number;
  readonly children: readonly CandidateId[];
  /** Of the network archive after the generation's latest child: share of niches filled, 0–1, and sum of accuracies. */
  readonly coverage: number;
  readonly qdScore: number;
  /** The lowest so far, when there was one. */
  readonly bestLoss?: number;
}

export interface LlmaticView {
  readonly networkCentroids: readonly Point[];
  readonly promptCentroids: readonly Point[];
  /** By the number of the niche, 0 for that of the first centroid. */
  readonly networks: ReadonlyMap<number, NetworkNiche>;
  readonly prompts: ReadonlyMap<number, PromptNiche>;
  /** Niche that each scored network fell in, as its elite or not. */
  readonly nicheOf: ReadonlyMap<CandidateId, number>;
  readonly generations: readonly Generation[];
  readonly bestLoss?: number;
}

export const emptyLlmatic: LlmaticView = {
  networkCentroids: [],
  promptCentroids: [],
  networks: new Map(),
  prompts: new Map(),
  nicheOf: new Map(),
  generations: [],
};

export function applyLlmaticNote(view: LlmaticView, note: LlmaticNote): LlmaticView {
  switch (note.kind) {
    case 'niches': {
      const { networkCentroids, promptCentroids, networks, prompts } = note;
      return {
        ...view,
        networkCentroids,
        promptCentroids,
        networks: new Map(networks.map(({ niche, ...elite }) => [niche, elite])),
        prompts: new Map(prompts.map(({ niche, ...prompt }) => [niche, prompt])),
        nicheOf: new Map(networks.map(({ niche, id }) => [id, niche])),
      };
    }
    case 'generation': {
      const { phase, parents, promptNiche } = note;
      const begun = {
        generation: view.generations.length + 1,
        phase,
        parents,
        ...(promptNiche !== undefined && { promptNiche }),
        children: [],
        ...figuresOf(view),
      };
      return { ...view, generations: [...view.generations, begun] };
    }
    case 'child': {
      const placed = placePrompts(placeNetwork(view, note), note);
      const last = placed.generations.at(-1);
      if (!last) return placed;
      const grown = { ...last, children: [...last.children, note.id], ...figuresOf(placed) };
      return { ...placed, generations: placed.generations.with(-1, grown) };
    }
  }
}

type ChildNote = LlmaticNote & { readonly kind: 'child' };

function placeNetwork(view: LlmaticView, { network }: ChildNote): LlmaticView {
  if (!network) return view;
  const { niche, placed, ...elite } = network;
  const bestLoss = Math.min(elite.loss, view.bestLoss ?? Infinity);
  const nicheOf = new Map(view.nicheOf).set(elite.id, niche);
  if (placed === 'kept-incumbent') return { ...view, bestLoss, nicheOf };
  return { ...view, bestLoss, nicheOf, networks: new Map(view.networks).set(niche, elite) };
}

function placePrompts(view: LlmaticView, { prompts }: ChildNote): LlmaticView {
  const changed = prompts.map(({ niche, ...prompt }) => [niche, prompt] as const);
  return { ...view, prompts: new Map([...view.prompts, ...changed]) };
}

function figuresOf({ networks, networkCentroids, bestLoss }: LlmaticView) {
  return {
    coverage: networks.size / Math.max(1, networkCentroids.length),
    qdScore: [...networks.values()].reduce((sum, { accuracy }) => sum + accuracy, 0),
    ...(bestLoss !== undefined && { bestLoss }),
  };
}
