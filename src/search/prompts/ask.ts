/** One request to a model, in the style in which it reads, and the program out of its reply. */
import type { CandidateFault, CandidateId, TaskShape } from '../domain.ts';
import type { Rng } from '../random/rng.ts';
import { extractCode } from './extractCode.ts';
import type { Instruction } from './instructions.ts';
import { type Example, mutationPrompt } from './mutation.ts';
import { terseChild, terseCrossover, terseEvoPrompt, terseMutation } from './terse.ts';

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
  readonly prompt: { readonly system: string; readonly user: string };
  readonly parents: readonly CandidateId[];
  /** The program in the reply; empty when there is none. */
  readonly read: (reply: string) => string;
}

/** In a conversation: both parents, the better one to be changed, and what was wrong with the latest reply. */
export function chatQuestion({ task, parents, rejected }: Asking): Question {
  const shown = worstFirst(parents);
  return {
    prompt: mutationPrompt({ task, examples: shown, ...(rejected && { fault: rejected.fault }) }),
    parents: shown.map(({ id }) => id),
    read: extractCode,
  };
}

/** What the small model is asked for, with its share. `fix` and `combine` have turns of their own. */
const INSTRUCTIONS: readonly (readonly [Exclude<Instruction, 'fix' | 'combine'>, number])[] = [
  ['improve', 6],
  ['tune', 4],
  ['widen', 2],
  ['grow', 2],
  ['deepen', 2],
  ['add-layer', 2],
  ['add-convolution', 2],
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

/**
 * Characters of two programs that leave a context of 1,024 tokens room for a third, even where they are cut into small
 * tokens. The house style takes far fewer: some 24 characters make one.
 */
const ROOM_FOR_TWO = 3000;

/** In marks: LLMatic's mutations and crossover and EvoPrompting's prompt, in turns by chance. */
export function terseQuestion({ task, parents, rejected }: Asking, rng: Rng): Question {
  const asked = (user: string, shown: readonly CandidateId[]): Question => ({
    prompt: { system: '', user },
    parents: shown,
    read: terseChild,
  });
  if (rejected && rejected.source !== '' && rng.chance(0.5)) {
    const { id, source, fault } = rejected;
    return asked(terseMutation(task, { source, fault: fault.kind }, 'fix'), [id]);
  }
  const [parent, other] = parents;
  if (other && parent.source.length + other.source.length <= ROOM_FOR_TWO && rng.chance(0.4)) {
    const both =
      other.valAccuracy > parent.valAccuracy ? ([parent, other] as const) : ([other, parent] as const);
    const prompt = rng.chance(0.6) ? terseEvoPrompt(task, both) : terseCrossover(task, both);
    return asked(
      prompt,
      both.map(({ id }) => id),
    );
  }
  return asked(terseMutation(task, parent, rng.pickWeighted(INSTRUCTIONS)), [parent.id]);
}

const worstFirst = (parents: Asking['parents']): readonly Known[] =>
  parents.flatMap((parent) => parent ?? []).toSorted((a, b) => a.valAccuracy - b.valAccuracy);
