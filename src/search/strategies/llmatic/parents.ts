import type { Rng } from '../../random/rng.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import { type Mutation, MUTATIONS } from '../../prompts/llmaticPrompt.ts';
import type { Network, Networks } from './networks.ts';
import { type Entry, type Prompts, TEMPERATURES } from './prompts.ts';

/** Ranks that a mutation takes its parent and its prompt from: the first of the best and of the most curious. */
const RANKS = 3;

export interface Archives {
  readonly networks: Networks;
  readonly prompts: Prompts;
  /** The last generation's scored children, for when networks are kept in no niches. */
  readonly latest: readonly Network[];
}

/** What a generation's children come of. */
export type Choice =
  | { readonly phase: 'warm-up' }
  | { readonly phase: 'mutation'; readonly parent: Network; readonly entry: Entry }
  | { readonly phase: 'crossover'; readonly fitter: Network; readonly temperature: number };

/**
 * Chooses by mutation or crossover (section 3.2). A mutation takes the network and the prompt of one and the same rank
 * of the first three: among the lowest losses and among the most curious. A crossover takes the best network.
 *
 * @returns a warm-up when there is nothing to choose from
 */
export function chooseParents(spec: LlmaticSpec, archives: Archives, rng: Rng): Choice {
  const { variant } = spec;
  if (variant === 'random') return { phase: 'warm-up' };
  const networks = candidatesOf(variant, archives, rng);
  const [fitter] = networks;
  if (!fitter) return { phase: 'warm-up' };
  const rank = rng.int(RANKS);
  const entry = entryOf(variant, archives.prompts, rank, rng);
  const isMutation =
    variant === 'mutation-only' || (variant !== 'crossover-only' && rng.chance(spec.mutation));
  if (!isMutation && networks.length > 1)
    return {
      phase: 'crossover',
      fitter,
      temperature: entryOf(variant, archives.prompts, 0, rng).temperature,
    };
  // Crossover alone has nothing to cross yet.
  if (variant === 'crossover-only') return { phase: 'warm-up' };
  return { phase: 'mutation', parent: networks[rank % networks.length] ?? fitter, entry };
}

/** Without niches for networks, those of the last generation, in random order. */
export const candidatesOf = (
  variant: LlmaticSpec['variant'],
  { networks, latest }: Pick<Archives, 'networks' | 'latest'>,
  rng: Rng,
): readonly Network[] => (variant === 'prompt-archive' ? rng.shuffle(latest) : networks.ranked);

/** Without niches for prompts, any kind at any temperature. */
function entryOf(variant: LlmaticSpec['variant'], prompts: Prompts, rank: number, rng: Rng): Entry {
  const { min, max } = TEMPERATURES;
  const drawn = () => ({ kind: anyMutation(rng), temperature: min + (max - min) * rng.float() });
  if (variant === 'network-archive') return drawn();
  const curious = prompts.mostCurious(rng);
  return curious[rank % Math.max(1, curious.length)] ?? drawn();
}

export const anyMutation = (rng: Rng): Mutation => rng.pick(Object.keys(MUTATIONS) as Mutation[]);
