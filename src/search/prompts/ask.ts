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
  /** Best first; one or more. */
  readonly scored: readonly Known[];
  /** The model's latest program, when it was invalid. */
  readonly rejected?: { readonly id: CandidateId; readonly source: string; readonly fault: CandidateFault };
}

export interface Question {
  readonly prompt: { readonly system: string; readonly user: string };
  readonly parents: readonly CandidateId[];
  /** The program in the reply; empty when there is none. */
  readonly read: (reply: string) => string;
}

/** In a conversation: the best, preceded by one of the others, and what was wrong with the latest reply. */
export function chatQuestion({ task, scored, rejected }: Asking, rng: Rng): Question {
  const shown = pair(scored, rng);
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
export function terseQuestion({ task, scored, rejected }: Asking, rng: Rng): Question {
  const asked = (user: string, parents: readonly CandidateId[]): Question => ({
    prompt: { system: '', user },
    parents,
    read: terseChild,
  });
  if (rejected && rejected.source !== '' && rng.chance(0.5)) {
    const { id, source, fault } = rejected;
    return asked(terseMutation(task, { source, fault: fault.kind }, 'fix'), [id]);
  }
  const [first, second] = pair(scored, rng);
  const ids = [first, second].flatMap((each) => (each ? [each.id] : []));
  const room = first && second && first.source.length + second.source.length <= ROOM_FOR_TWO;
  if (room && rng.chance(0.4)) {
    const prompt = rng.chance(0.6)
      ? terseEvoPrompt(task, [first, second])
      : terseCrossover(task, [first, second]);
    return asked(prompt, ids);
  }
  // Mostly the best, now and then another, as a tournament would have it.
  const parent = rng.chance(0.7) ? (second ?? first) : first;
  if (!parent) throw new RangeError('There is no scored candidate to start from.');
  return asked(terseMutation(task, parent, rng.pickWeighted(INSTRUCTIONS)), [parent.id]);
}

/** Worst first: one of the others at random, then the best; the best alone where there are no others. */
function pair(scored: readonly Known[], rng: Rng): readonly Known[] {
  const [best, ...others] = scored;
  if (!best) return [];
  return others.length === 0 ? [best] : [rng.pick(others), best];
}
