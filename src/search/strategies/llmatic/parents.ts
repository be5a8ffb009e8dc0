import type { Niches } from '../../archive/niches.ts';
import { fitTogether } from '../../prompts/llmaticPrompt.ts';
import { isWeighed, weightOf } from '../../prompts/weights.ts';
import type { Rng } from '../../random/rng.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import type { Archives } from './archives.ts';
import type { Network } from './networks.ts';
import type { PromptNiche } from './prompts.ts';

/** Ranks that a mutation takes its parent and its prompt from: the first of the best and of the most curious. */
const RANKS = 3;

export interface Stock extends Archives {
  readonly niches: Niches;
  /** The scored children of the latest generation that had any, for when networks are kept in no niches. */
  readonly latest: readonly Network[];
}

/** What a generation's children come of. Without a prompt, kind and temperature are drawn for each child. */
export type Choice =
  | { readonly phase: 'warm-up' }
  | { readonly phase: 'mutation'; readonly parent: Network; readonly prompt?: PromptNiche }
  | {
      readonly phase: 'crossover';
      readonly parents: readonly [Network, Network];
      readonly prompt?: PromptNiche;
    };

/**
 * Chooses by mutation or crossover. A mutation takes the network and the prompt of one and the same rank of
 * the first three, among the lowest losses and among the most curious; the last one where there are fewer. A crossover
 * takes the best network and any other that a prompt has room for beside it, and the temperature of the most curious
 * prompt.
 *
 * @returns a warm-up when there is nothing to choose from
 */
export function chooseParents(spec: LlmaticSpec, stock: Stock, rng: Rng): Choice {
  const { variant } = spec;
  const pool = poolOf(variant, stock);
  const networks = variant === 'prompt-archive' ? rng.shuffle(pool) : pool;
  const leading = stock.niches.forDraw(networks, rng);
  const [first] = leading;
  if (variant === 'random' || !first) return { phase: 'warm-up' };
  const prompts = variant === 'network-archive' ? [] : weighedPrompts(spec, stock);
  if (!isMutation(spec, rng)) {
    const others = networks.filter((other) => other !== first && fitTogether(first, other));
    if (others.length > 0)
      return { phase: 'crossover', parents: [first, rng.pick(others)], ...promptOf(prompts, 0) };
    if (variant === 'crossover-only') return { phase: 'warm-up' };
  }
  const rank = rankOf(spec, Math.min(RANKS, leading.length), prompts, rng);
  return { phase: 'mutation', parent: leading[rank] ?? first, ...promptOf(prompts, rank) };
}

/** The most curious first, without those of kinds that are never to be asked for. */
const weighedPrompts = ({ weights }: LlmaticSpec, { prompts }: Stock): readonly PromptNiche[] =>
  prompts.mostCurious.filter(({ entry }) => weightOf(weights, entry.kind) > 0);

/** Any rank alike likely, or each by the weight of the kind of prompt that has it. */
function rankOf({ weights }: LlmaticSpec, ranks: number, prompts: readonly PromptNiche[], rng: Rng): number {
  if (!isWeighed(weights) || prompts.length === 0) return rng.int(ranks);
  const weighed = Array.from({ length: ranks }, (_, rank) => {
    const { prompt } = promptOf(prompts, rank);
    return [rank, prompt ? weightOf(weights, prompt.entry.kind) : 1] as const;
  });
  return rng.pickWeighted(weighed);
}

function isMutation({ variant, mutation }: LlmaticSpec, rng: Rng): boolean {
  if (variant === 'mutation-only' || variant === 'crossover-only') return variant === 'mutation-only';
  return rng.chance(mutation);
}

/** Those that may become parents: the elites, best first; without niches for networks, the last generation. */
export const poolOf = (
  variant: LlmaticSpec['variant'],
  { networks, latest, niches }: Stock,
): readonly Network[] => niches.open(variant === 'prompt-archive' ? latest : networks.ranked);

function promptOf(prompts: readonly PromptNiche[], rank: number) {
  const prompt = prompts[Math.min(rank, prompts.length - 1)];
  return prompt ? { prompt } : {};
}
