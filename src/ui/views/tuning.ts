/** Fine-tuning in words. */
import { FEWEST_LESSONS } from '../../search/prompts/lessonCandidates.ts';
import type { ModelOption, TuningReport, TuningStep } from '../../workers/api.ts';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { fixed, roughly } from './format.ts';
import { modelName } from './models.ts';

/**
 * Why the model cannot be tuned now; undefined when it can.
 * @param candidates that can be learnt from
 * @param isViewed the run is only looked at, and the search knows nothing of it
 */
export function lockedWords(
  loaded: ModelOption | undefined,
  candidates: number,
  isViewed: boolean,
): string | undefined {
  if (isViewed) return m.keep_viewed();
  if (!loaded) return m.model_tune_none();
  if (!loaded.isCoder) return m.model_tune_too_large({ name: modelName(loaded) });
  if (candidates >= FEWEST_LESSONS) return undefined;
  const have = candidates === 0 ? m.model_lessons_none() : m.model_lessons_so_far({ count: candidates });
  return m.model_tune_takes({ count: FEWEST_LESSONS, have });
}

/** Where tuning stands. @param done steps that are over */
export function progressWords(done: readonly TuningStep[], steps: number): string {
  const last = done.at(-1);
  if (!last) return m.model_tuning_ready();
  if (last.step >= steps) return m.model_tuning_checking();
  // The first step also compiles.
  const paced = done.length > 1 ? done.slice(1) : done;
  const pace = paced.reduce((sum, { ms }) => sum + ms, 0) / paced.length;
  const tokens = done.reduce((sum, each) => sum + each.tokens, 0).toLocaleString(getLocale());
  return m.model_tuning_progress({
    step: last.step,
    of: steps,
    loss: loss(last.loss),
    tokens,
    time: roughly(pace * (steps - last.step)),
  });
}

/** Changes by less than this share are nothing to speak of. */
const SLIGHT = 0.01;

/** What came of it, by the lessons kept back. */
export function resultWords({ taught, skipped, keptBack }: TuningReport): string {
  const learnt =
    skipped > 0
      ? m.model_learnt_skipping({ networks: counted(taught), skipped })
      : m.model_learnt({ networks: counted(taught) });
  if (!keptBack) return learnt;
  const { lessons, before, after } = keptBack;
  const change = { networks: counted(lessons), from: loss(before), to: loss(after) };
  if (Math.abs(after - before) < SLIGHT * before) return `${learnt} ${m.model_kept_same(change)}`;
  return after < before ? `${learnt} ${m.model_kept_fell(change)}` : `${learnt} ${m.model_kept_rose(change)}`;
}

const counted = (count: number): string => m.model_networks({ count });

/** In nats per token. */
export const loss = (value: number): string => fixed(value, value < 1 ? 3 : 2);
