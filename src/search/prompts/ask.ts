/** One request to a model, in the style in which it reads, and the program out of its reply. */
import type { CandidateFault, CandidateId, TaskShape } from '../domain.ts';
import type { Prompt } from '../ports.ts';
import type { Rng } from '../random/rng.ts';
import { extractCode } from './extractCode.ts';
import type { Instruction } from './instructions.ts';
import { type Example, mutationPrompt } from './mutation.ts';
import { OURS, type Wording } from './templates.ts';
import { type Weights, allowed, isWeighed, weightOf } from './weights.ts';
import { terseChild, terseCrossover, terseImprovement, terseMutation } from './terse.ts';

/** A scored candidate. */
export interface Known extends Example {
  readonly id: CandidateId;
}

export interface Asking {
  readonly task: TaskShape;
  /** The one that was chosen to be changed, and another to be shown beside it. */
  readonly parents: readonly [Known, Known?];
  /** The model's latest program, when it was invalid. */
  readonly rejected?: { readonly id: CandidateId; readonly source: string; readonly fault: CandidateFault };
}

export interface Question {
  readonly prompt: Prompt;
  readonly parents: readonly CandidateId[];
  /** What is asked for, where there are kinds of it, in words. */
  readonly instruction?: string;
  /** The program in the reply; empty when there is none. */
  readonly read: (reply: string) => string;
}

/**
 * In a conversation: both parents, the better one to be changed, and what was wrong with the latest reply.
 * @param words what else it should know; may be empty
 */
export function chatQuestion(
  { task, parents, rejected }: Asking,
  words = '',
  wording: Wording = OURS,
): Question {
  const shown = worstFirst(parents);
  return {
    prompt: mutationPrompt(
      { task, examples: shown, words, ...(rejected && { fault: rejected.fault }) },
      wording,
    ),
    parents: shown.map(({ id }) => id),
    read: extractCode,
  };
}

/** What the small model is asked for of its own accord. */
type Wish = Exclude<Instruction, 'fix'>;

/** What else than an improvement the small model is asked for, with its share. */
const INSTRUCTIONS: readonly (readonly [Exclude<Wish, 'improve' | 'combine'>, number])[] = [
  ['tune', 3],
  ['widen', 3],
  ['grow', 3],
  ['deepen', 3],
  ['add-layer', 3],
  ['add-convolution', 3],
  ['add-normalization', 2],
  ['add-residual', 2],
  ['add-pooling', 1],
  ['add-dense', 1],
  ['add-dropout', 1],
  ['add-recurrent', 1],
  ['add-residuals', 1],
  ['delete-layer', 1],
  ['narrow', 1],
  ['shrink', 1],
  ['shallower', 1],
];

/** Chances, each of what is left by those before it. */
const TURNS = { fix: 0.5, improve: 0.7, both: 0.2, combine: 0.15 };

/**
 * Characters of two programs that leave a context of 1,024 tokens room for a third, even where they are cut into small
 * tokens. The house style takes far fewer: some 24 characters make one.
 */
export const ROOM_FOR_TWO = 3000;

/** Chooses among kinds of prompt; `own` draws as they are drawn by themselves. */
export type Picker = <T extends string>(options: readonly T[], own: () => T) => T;

/**
 * In marks, by turns: mostly for something far better than a parent, or than two as in EvoPrompting, else for one of
 * LLMatic's mutations or its crossover; and for a faulty reply to be mended.
 * @param weights of the kinds, beside what they are drawn by
 */
export function terseQuestion(
  { task, parents, rejected }: Asking,
  rng: Rng,
  pick: Picker = (_, own) => own(),
  weights: Weights = {},
): Question {
  if (rejected && rejected.source !== '' && rng.chance(TURNS.fix)) {
    const { id, source, fault } = rejected;
    return terse('fix', terseMutation(task, { source, fault: fault.kind }, 'fix'), [{ id }]);
  }
  const [parent] = parents;
  const [worse, better] = worstFirst(parents);
  const pair =
    worse && better && lengthOf([worse, better]) <= ROOM_FOR_TWO ? ([worse, better] as const) : undefined;
  const possible = allowed(wishes(pair !== undefined), weights);
  const wish = pick(possible.length > 0 ? possible : (['improve'] as const), () => {
    if (isWeighed(weights)) return weighed(pair !== undefined, weights, rng);
    if (rng.chance(TURNS.improve)) return 'improve';
    return pair && rng.chance(TURNS.combine) ? 'combine' : rng.pickWeighted(INSTRUCTIONS);
  });
  if (wish === 'improve') {
    const shown = pair && rng.chance(TURNS.both) ? pair : [parent];
    return terse(wish, terseImprovement(task, shown), shown);
  }
  if (wish === 'combine')
    return terse(wish, terseCrossover(task, pair ?? [parent, parent]), pair ?? [parent]);
  return terse(wish, terseMutation(task, parent, wish), [parent]);
}

/** By the same turns as a whole, each times its weight; an improvement where nothing that is possible has one. */
function weighed(hasPair: boolean, weights: Weights, rng: Rng): Wish {
  const rest = 1 - TURNS.improve;
  const combine = hasPair ? TURNS.combine : 0;
  const total = INSTRUCTIONS.reduce((sum, [, share]) => sum + share, 0);
  const turns: readonly (readonly [Wish, number])[] = [
    ['improve', TURNS.improve],
    ['combine', rest * combine],
    ...INSTRUCTIONS.map(([wish, share]) => [wish, (rest * (1 - combine) * share) / total] as const),
  ];
  const shares = turns.map(([wish, share]) => [wish, share * weightOf(weights, wish)] as const);
  return shares.some(([, share]) => share > 0) ? rng.pickWeighted(shares) : 'improve';
}

const wishes = (hasPair: boolean): readonly Wish[] => [
  'improve',
  ...(hasPair ? (['combine'] as const) : []),
  ...INSTRUCTIONS.map(([wish]) => wish),
];

const terse = (instruction: Instruction, user: string, shown: readonly Pick<Known, 'id'>[]): Question => ({
  instruction,
  prompt: { system: '', user },
  parents: shown.map(({ id }) => id),
  read: terseChild,
});

const lengthOf = (shown: readonly Known[]): number =>
  shown.reduce((length, { source }) => length + source.length, 0);

const worstFirst = (parents: Asking['parents']): readonly Known[] =>
  parents.flatMap((parent) => parent ?? []).toSorted((a, b) => a.valAccuracy - b.valAccuracy);
