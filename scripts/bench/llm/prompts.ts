/** The prompts that the model is measured by: mutations, as a search asks for them. */
import type { Architecture, TaskShape } from '../../../src/search/domain.ts';
import { faultInEnglish } from '../../../src/search/faults/english.ts';
import type { Compiler } from '../../../src/search/ports.ts';
import { sampleProgram } from '../../../src/search/program/grammar/sample.ts';
import { mutate } from '../../../src/search/program/mutate.ts';
import { terseQuestion } from '../../../src/search/prompts/ask.ts';
import { MARKS } from '../../../src/search/prompts/terse.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { drawProgram } from '../../pretrain/programs/draw.ts';

/** A label that no corpus is drawn under, so that the parents are none that the model was trained on. */
const SEED = 'bench/llm';

export const TASKS = [
  { name: 'MNIST-1D', shape: { inputShape: [40, 1], classes: 10 } },
  { name: 'Fashion-MNIST', shape: { inputShape: [28, 28, 1], classes: 10 } },
] as const satisfies readonly { name: string; shape: TaskShape }[];
export type TaskName = (typeof TASKS)[number]['name'];

/** Share of parents that are not fresh but edited, as most are in the middle of a search. */
const EDITED = 0.5;
const MOST_EDITS = 6;
/** What is said of a parent's accuracy, which nothing was trained to find out: anything from here to there. */
const ACCURACY = [0.5, 0.95] as const;

export interface Prompt {
  readonly taskName: TaskName;
  readonly task: TaskShape;
  readonly parent: Architecture;
  readonly text: string;
  /** What was drawn: the page's grammar, or the corpus' mixture of it with known families. */
  readonly from: 'grammar' | 'mixture';
  readonly isEdited: boolean;
  /** As it is worded. */
  readonly instruction: string;
  /** Of the reply's sampling. */
  readonly seed: number;
}

/** The tasks in turn, on each parents from the grammar and the mixture in turn; fewer are the first of more. */
export async function drawPrompts(count: number, compiler: Compiler): Promise<readonly Prompt[]> {
  const root = new Rng(SEED);
  const prompts: Prompt[] = [];
  for (let i = 0; i < count; i++) prompts.push(await drawPrompt(i, root.fork(i), compiler));
  return prompts;
}

async function drawPrompt(i: number, rng: Rng, compiler: Compiler): Promise<Prompt> {
  const { name, shape } = TASKS[i % 2 === 0 ? 0 : 1];
  const from = i % 4 < 2 ? 'grammar' : 'mixture';
  const fresh = from === 'grammar' ? sampleProgram(shape, rng) : drawProgram(shape, rng).source;
  const edited = rng.chance(EDITED) ? mutate(fresh, shape, rng, 1 + rng.int(MOST_EDITS)) : undefined;
  const source = edited?.ok ? edited.value.source : fresh;
  const parent = await compiler.compile(source, shape);
  if (!parent.ok)
    throw new Error(`A parent is no network: ${faultInEnglish(parent.error.message)}\n${source}`);
  const [low, high] = ACCURACY;
  const valAccuracy = low + (high - low) * rng.float();
  const known = { id: 1, source, params: parent.value.params, valAccuracy };
  // With one parent and nothing to mend it is a mutation, in the shares in which a search asks for each kind.
  const text = terseQuestion({ task: shape, parents: [known] }, rng).prompt.user;
  return {
    taskName: name,
    task: shape,
    parent: parent.value,
    text,
    from,
    isEdited: edited?.ok ?? false,
    instruction: text.split(MARKS.edit)[1]?.split('<|')[0] ?? '',
    seed: rng.seed(),
  };
}

/** What the prompts are, in a sentence or two. */
export function mixInWords(prompts: readonly Prompt[]): string {
  const count = (is: (prompt: Prompt) => boolean) => prompts.filter(is).length;
  const tasks = TASKS.map(({ name }) => `${count(({ taskName }) => taskName === name)} for ${name}`);
  const asked = new Map<string, number>();
  for (const { instruction } of prompts) asked.set(instruction, (asked.get(instruction) ?? 0) + 1);
  const instructions = [...asked].sort(([, a], [, b]) => b - a).map(([words, times]) => `${words} ${times}`);
  return (
    `${prompts.length} prompts, ${tasks.join(' and ')}. Parents drawn under the seed \`${SEED}\`: ` +
    `${count(({ from }) => from === 'grammar')} from the page's grammar, ` +
    `${count(({ from }) => from === 'mixture')} from the corpus' mixture of it with known families, ` +
    `${count(({ isEdited }) => isEdited)} of them edited 1 to ${MOST_EDITS} times. ` +
    `Instructions: ${instructions.join(', ')}.`
  );
}
