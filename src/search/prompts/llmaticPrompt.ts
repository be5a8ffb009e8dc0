/** LLMatic's prompts (Nasir et al. 2024): one network and what to do to it, or two to be made one. */
import type { CandidateFault, CandidateId, TaskShape } from '../domain.ts';
import { type Known, type Question, ROOM_FOR_TWO } from './ask.ts';
import { extractCode } from './extractCode.ts';
import type { Instruction } from './instructions.ts';
import { SYSTEM } from './mutation.ts';
import { terseChild, terseCrossover, terseMutation } from './terse.ts';

/** The thirteen kinds of the released code, then those of its tests; each as a sentence for a model that converses. */
export const MUTATIONS = {
  'add-layer': 'Add a layer to improve this network.',
  'delete-layer': 'Delete a layer of this network to improve it.',
  improve: 'Improve this network.',
  shrink: 'Improve this network by making it drastically smaller.',
  grow: 'Improve this network by making it drastically larger.',
  'add-dense': 'Add a fully connected layer to improve this network.',
  'add-convolution': 'Add a convolutional layer to improve this network.',
  'add-pooling': 'Add a pooling layer to improve this network.',
  'add-residual': 'Add a residual connection to improve this network.',
  'add-residuals': 'Add several residual connections to improve this network.',
  'add-dropout': 'Add a dropout layer to improve this network.',
  'add-normalization': 'Add a normalisation layer to improve this network.',
  'add-recurrent': 'Add a recurrent layer to improve this network.',
  widen: 'Make the layers of this network wider.',
  narrow: 'Make the layers of this network narrower.',
  deepen: 'Make this network deeper.',
  shallower: 'Make this network shallower.',
} as const satisfies Partial<Record<Instruction, string>>;

export type Mutation = keyof typeof MUTATIONS;
/** All kinds that a prompt can be of; the last two are not for the archive to choose. */
export type PromptKind = Mutation | 'fix' | 'combine';

/** In the order in which the prompt archive lines them up. */
export const PROMPT_KINDS: readonly PromptKind[] = [
  ...(Object.keys(MUTATIONS) as Mutation[]),
  'fix',
  'combine',
];

/** An invalid reply that is to be mended. */
export interface Broken {
  readonly id: CandidateId;
  readonly source: string;
  readonly fault: CandidateFault;
}

export type Wish =
  | { readonly kind: Mutation; readonly parent: Known }
  | { readonly kind: 'fix'; readonly broken: Broken }
  /** Fittest first. */
  | { readonly kind: 'combine'; readonly parents: readonly [Known, Known] };

/** In the marks of our small model. Two programs that leave it no room to answer become an improvement of the fitter one. */
export function terseLlmaticQuestion(task: TaskShape, wish: Wish): Question {
  switch (wish.kind) {
    case 'fix': {
      const { id, source, fault } = wish.broken;
      return terse(terseMutation(task, { source, fault: fault.kind }, 'fix'), [id]);
    }
    case 'combine': {
      const [fitter, other] = wish.parents;
      if (fitter.source.length + other.source.length > ROOM_FOR_TWO)
        return terse(terseMutation(task, fitter, 'improve'), [fitter.id]);
      return terse(terseCrossover(task, [other, fitter]), [fitter.id, other.id]);
    }
    default:
      return terse(terseMutation(task, wish.parent, wish.kind), [wish.parent.id]);
  }
}

const terse = (user: string, parents: readonly CandidateId[]): Question => ({
  prompt: { system: '', user },
  parents,
  read: terseChild,
});

/** For a model that converses. @param words what else it should know; may be empty */
export function chatLlmaticQuestion(task: TaskShape, wish: Wish, words: string): Question {
  const { programs, parents, sentence } = partsOf(wish);
  const user = [
    `Inputs have shape [${task.inputShape.join(', ')}] and there are ${task.classes} classes.`,
    ...programs.map((source) => `\`\`\`js\n${source.trim()}\n\`\`\``),
    ...(words === '' ? [] : [words]),
    `${sentence} Write the whole program.`,
  ].join('\n\n');
  return { prompt: { system: SYSTEM, user }, parents, read: extractCode };
}

function partsOf(wish: Wish) {
  switch (wish.kind) {
    case 'fix': {
      const { id, source, fault } = wish.broken;
      const sentence = `This program does not run: ${fault.message} Mend it.`;
      return { programs: [source], parents: [id], sentence };
    }
    case 'combine':
      return {
        programs: wish.parents.map(({ source }) => source),
        parents: wish.parents.map(({ id }) => id),
        sentence: 'Combine these two networks into a third one that is better than both.',
      };
    default:
      return { programs: [wish.parent.source], parents: [wish.parent.id], sentence: MUTATIONS[wish.kind] };
  }
}
