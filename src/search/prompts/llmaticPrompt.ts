/** LLMatic's prompts (Nasir et al. 2024): one network and what to do to it, or two to be made one. */
import type { CandidateFault, CandidateId, TaskShape } from '../domain.ts';
import { faultInEnglish } from '../faults/english.ts';
import type { PromptStyle } from '../ports.ts';
import { type Question, ROOM_FOR_TWO } from './ask.ts';
import { extractCode } from './extractCode.ts';
import { taskWords } from './mutation.ts';
import { OURS, type Wording, worded } from './templates.ts';
import { LLMATIC_KINDS, type LlmaticKind } from './weights.ts';
import { type Metrics, terseChild, terseCrossover, terseMutation } from './terse.ts';

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
} as const satisfies Record<LlmaticKind, string>;

export type Mutation = LlmaticKind;

/** In the order in which the prompt archive lines them up. */
export const PROMPT_KINDS: readonly Mutation[] = LLMATIC_KINDS;

/** A network to be changed; its accuracy is left out where it was not trained itself. */
export interface ShownNetwork extends Metrics {
  readonly id: CandidateId;
  readonly source: string;
}

/** An invalid reply that is to be mended. */
export interface Broken {
  readonly id: CandidateId;
  readonly source: string;
  readonly fault: CandidateFault;
}

export type Wish =
  | { readonly kind: Mutation; readonly parent: ShownNetwork }
  | { readonly kind: 'fix'; readonly broken: Broken }
  | { readonly kind: 'combine'; readonly parents: readonly [ShownNetwork, ShownNetwork] };

/** Whether two programs leave the model room for a third: the small one's context is short. */
export const fitTogether = (a: { readonly source: string }, b: { readonly source: string }): boolean =>
  a.source.length + b.source.length <= ROOM_FOR_TWO;

/** @param words what else a model that converses should know; may be empty */
export const llmaticQuestion = (
  task: TaskShape,
  wish: Wish,
  style: PromptStyle,
  words: string,
  wording: Wording = OURS,
): Question => (style === 'terse' ? terseQuestion(task, wish) : chatQuestion(task, wish, words, wording));

/** In the marks of our small model, which knows two parents worst first. */
function terseQuestion(task: TaskShape, wish: Wish): Question {
  const terse = (user: string, parents: readonly CandidateId[]): Question => ({
    prompt: { system: '', user },
    instruction: wish.kind,
    parents,
    read: terseChild,
  });
  switch (wish.kind) {
    case 'fix': {
      const { id, source, fault } = wish.broken;
      return terse(terseMutation(task, { source, fault: fault.kind }, 'fix'), [id]);
    }
    case 'combine': {
      const [a, b] = wish.parents;
      const pair = (a.valAccuracy ?? 0) <= (b.valAccuracy ?? 0) ? ([a, b] as const) : ([b, a] as const);
      return terse(terseCrossover(task, pair), idsOf(pair));
    }
    default:
      return terse(terseMutation(task, wish.parent, wish.kind), [wish.parent.id]);
  }
}

function chatQuestion(task: TaskShape, wish: Wish, words: string, wording: Wording): Question {
  const { programs, parents, sentence } = partsOf(wish);
  const prompt = worded('llmatic', wording, {
    task: taskWords(task),
    notes: words,
    parents: programs.map((source) => `\`\`\`js\n${source.trim()}\n\`\`\``).join('\n\n'),
    wish: sentence,
  });
  return { prompt, instruction: wish.kind, parents, read: extractCode };
}

/** As in the paper, the programs alone, without what they scored. */
function partsOf(wish: Wish) {
  switch (wish.kind) {
    case 'fix': {
      const { id, source, fault } = wish.broken;
      const sentence = `This program is invalid: ${faultInEnglish(fault.message)} Mend it.`;
      return { programs: [source], parents: [id], sentence };
    }
    case 'combine':
      return {
        programs: wish.parents.map(({ source }) => source),
        parents: idsOf(wish.parents),
        sentence: 'Combine these two networks into a third one that is better than both.',
      };
    default:
      return { programs: [wish.parent.source], parents: [wish.parent.id], sentence: MUTATIONS[wish.kind] };
  }
}

const idsOf = (networks: readonly ShownNetwork[]): readonly CandidateId[] => networks.map(({ id }) => id);
