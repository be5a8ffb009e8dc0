/**
 * EvoPrompting's prompt (Chen et al. 2023, section 3.2 and figure 1): parents with their metrics, then the metrics that
 * are wanted, and the opening of the program that is to have them.
 */
import type { TaskShape } from '../domain.ts';
import { type Known, type Question, ROOM_FOR_TWO } from './ask.ts';
import { extractCode } from './extractCode.ts';
import { taskWords } from './mutation.ts';
import { OURS, type Wording, worded } from './templates.ts';
import { type Metrics, terseChild, tersePrompt } from './terse.ts';

export type Target = Required<Metrics>;

/**
 * Nine tenths of the smallest parent's parameters, to the nearest hundred, and 1.02 times the best parent's accuracy, to
 * the nearest tenth of a percent and at most all (section 4.1). A parent of fewer than 56 parameters would have 0 wanted;
 * 100 then is.
 *
 * @param parents one or more
 */
export const targetOf = (parents: readonly Pick<Known, 'params' | 'valAccuracy'>[]): Target => ({
  params: Math.max(100, 100 * Math.round((0.9 * Math.min(...parents.map(({ params }) => params))) / 100)),
  valAccuracy: Math.min(
    1,
    Math.round(1020 * Math.max(...parents.map(({ valAccuracy }) => valAccuracy))) / 1000,
  ),
});

/**
 * In the marks of our small model, the best parent last, as in all that it was trained on. Of parents that leave it no
 * room to answer, the better ones are shown.
 */
export function terseEvoQuestion(task: TaskShape, parents: readonly Known[]): Question {
  const shown = fitting(parents.toSorted((a, b) => a.valAccuracy - b.valAccuracy));
  return {
    prompt: { system: '', user: tersePrompt({ task, parents: shown, target: targetOf(shown) }) },
    parents: shown.map(({ id }) => id),
    read: terseChild,
  };
}

/**
 * For a model that converses.
 * @param words what else it should know; may be empty
 */
export function chatEvoQuestion(
  task: TaskShape,
  parents: readonly Known[],
  words: string,
  wording: Wording = OURS,
): Question {
  const shown = parents.map(({ source, ...metrics }) => `${headerOf(metrics)}\n${source.trim()}`);
  const prompt = worded('evoprompting', wording, {
    task: taskWords(task),
    notes: words,
    parents: shown.join('\n\n'),
    target: `${headerOf(targetOf(parents))}\n${OPENING}`,
  });
  return { prompt, parents: parents.map(({ id }) => id), read: extractCode };
}

const OPENING = 'export default function build(tf, inputShape, numClasses) {';

/** As in the paper's figure 1, in the comment style of JavaScript. */
const headerOf = ({ params, valAccuracy }: Target): string =>
  `/* metrics: {'num_params': '${params}', 'val_accuracy': '${valAccuracy.toFixed(3)}'} */`;

function fitting(parents: readonly Known[]): readonly Known[] {
  const lengthOf = (shown: readonly Known[]) => shown.reduce((sum, { source }) => sum + source.length, 0);
  let shown = parents;
  while (shown.length > 1 && lengthOf(shown) > ROOM_FOR_TWO) shown = shown.slice(1);
  return shown;
}
