import type { Rng } from '../random/rng.ts';
import { INSTRUCTIONS, type Instruction } from './instructions.ts';

/** Kinds of prompt that a person can weigh; mending what is invalid is none of them. */
export type Kind = Exclude<Instruction, 'fix'>;
export const KINDS = Object.keys(INSTRUCTIONS).filter((kind) => kind !== 'fix') as Kind[];

/** LLMatic's, in the order in which its prompt archive lines them up. */
export type LlmaticKind = Exclude<Kind, 'tune' | 'combine'>;
export const LLMATIC_KINDS = KINDS.filter((kind) => kind !== 'tune' && kind !== 'combine') as LlmaticKind[];

/**
 * How many times as often as by the method itself each kind is asked for; 1 where nothing is said, 0 for never. A run that an
 * earlier version of the page has kept says nothing at all.
 */
export type Weights = { readonly [K in Kind]?: number | undefined };

export const weightOf = (weights: Weights | undefined, kind: Kind): number => weights?.[kind] ?? 1;

/** Whether any kind is weighed otherwise than by the method itself. */
export const isWeighed = (weights: Weights = {}): boolean =>
  Object.values(weights).some((weight) => weight !== 1);

/** The kinds that may be asked for at all. */
export const allowed = <T extends Kind>(kinds: readonly T[], weights: Weights): readonly T[] =>
  kinds.filter((kind) => weightOf(weights, kind) > 0);

/** One of kinds that the method itself asks for equally often. */
export const drawKind = <T extends Kind>(kinds: readonly T[], weights: Weights, rng: Rng): T =>
  isWeighed(weights)
    ? rng.pickWeighted(kinds.map((kind) => [kind, weightOf(weights, kind)] as const))
    : rng.pick(kinds);
