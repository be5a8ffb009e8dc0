/** Fine-tuning in words. */
import { FEWEST_LESSONS } from '../../search/prompts/lessonCandidates.ts';
import type { ModelOption, TuningReport, TuningStep } from '../../workers/api.ts';
import { roughly } from './format.ts';

/** Why the model cannot be tuned now; undefined when it can. @param candidates that can be learnt from */
export function lockedWords(loaded: ModelOption | undefined, candidates: number): string | undefined {
  if (!loaded) return 'No model is loaded: only the model that comes with this page can be tuned.';
  if (!loaded.isCoder)
    return `${loaded.label} is not tuned here: only the model that comes with this page is small enough.`;
  if (candidates >= FEWEST_LESSONS) return undefined;
  const have =
    candidates === 0 ? 'there is none yet' : `there ${candidates === 1 ? 'is' : 'are'} ${candidates} so far`;
  return `This takes ${FEWEST_LESSONS} trained networks of this run that did not become parents; ${have}.`;
}

/** Where tuning stands. @param done steps that are over */
export function progressWords(done: readonly TuningStep[], steps: number): string {
  const last = done.at(-1);
  if (!last) return 'Getting ready …';
  if (last.step >= steps) return 'Checking what it has learnt, and loading it …';
  // The first step also compiles.
  const paced = done.length > 1 ? done.slice(1) : done;
  const pace = paced.reduce((sum, { ms }) => sum + ms, 0) / paced.length;
  const tokens = done.reduce((sum, each) => sum + each.tokens, 0).toLocaleString('en');
  return `Step ${last.step} of ${steps}, loss ${loss(last.loss)}, ${tokens} tokens read, ${roughly(pace * (steps - last.step))} left.`;
}

/** Changes by less than this share are nothing to speak of. */
const SLIGHT = 0.01;

/** What came of it, by the lessons kept back. */
export function resultWords({ taught, skipped, keptBack }: TuningReport): string {
  const learnt = `It has learnt from ${counted(taught)}${skipped > 0 ? ` (${skipped} did not fit into its context)` : ''}.`;
  if (!keptBack) return learnt;
  const { lessons, before, after } = keptBack;
  const figures = `On ${counted(lessons)} kept back, the loss`;
  const change = `from ${loss(before)} to ${loss(after)}`;
  if (Math.abs(after - before) < SLIGHT * before)
    return `${learnt} ${figures} hardly changed, ${change}: more steps, or more networks to learn from, may help.`;
  return after < before
    ? `${learnt} ${figures} fell ${change}: programs that it has not seen surprise it less.`
    : `${learnt} ${figures} rose ${change}: it has learnt by heart, so fewer steps or a lower learning rate would be better.`;
}

const counted = (count: number): string => `${count} ${count === 1 ? 'network' : 'networks'}`;

/** In nats per token. */
export const loss = (value: number): string => value.toFixed(value < 1 ? 3 : 2);
