/** What was changed in a run, in words. */
import type { EstimatorSpec, RunSpec, SpecPatch } from '../../search/spec/spec.ts';
import { ESTIMATOR_NAMES } from '../controls/estimatorWords.ts';
import { NUMBERS } from '../controls/fields.ts';
import { m } from '../messages/messages.js';
import { decimal } from './format.ts';
import { STANCE_WORDS, nicheWords } from './archive.ts';
import type { Mark } from './timeline.ts';
import { toldWords } from './told.ts';
import { STRATEGY_NAMES } from './words.ts';

/** Such as `Learning rate: 0.01 → 0.003; Trainers: 1 → 2`. */
export function changeWords(patch: SpecPatch, before: RunSpec): string {
  const { strategy, budget, training, screening, estimator, workers, baseline } = patch;
  const words = [
    ...(strategy ? strategyWords(strategy, before.strategy) : []),
    ...(budget ? budgetWords(budget, before.budget) : []),
    ...(training ? trainingWords(training, before.training) : []),
    ...(screening ? differences('screening', screening, before.screening, m.controls_screening()) : []),
    ...(estimator ? estimatorWords(estimator, before.estimator) : []),
    ...(workers !== undefined ? difference(m.controls_trainers(), before.workers, workers) : []),
    ...(baseline !== undefined ? difference(m.controls_beside(), before.baseline, baseline) : []),
  ];
  // The same part of the form is named once, however much of it was changed.
  return words.length === 0 ? m.replay_changed_nothing() : [...new Set(words)].join('; ');
}

type Settings = Readonly<Record<string, unknown>>;

function strategyWords(now: RunSpec['strategy'], before: RunSpec['strategy']): string[] {
  return now.id === before.id
    ? differences(now.id, now, before, m.controls_strategy())
    : difference(m.controls_strategy(), STRATEGY_NAMES[before.id](), STRATEGY_NAMES[now.id]());
}

function estimatorWords(now: EstimatorSpec, before: EstimatorSpec = { id: 'full' }): string[] {
  return now.id === before.id
    ? differences(now.id, now, before, m.estimator_title())
    : difference(m.estimator_label(), ESTIMATOR_NAMES[before.id](), ESTIMATOR_NAMES[now.id]());
}

const budgetWords = (now: RunSpec['budget'], before: RunSpec['budget']): string[] =>
  difference(m.controls_budget(), amount(before), amount(now));

const amount = ({ unit, count }: RunSpec['budget']): string =>
  `${decimal(count)} ${unit === 'minutes' ? m.controls_min() : m.controls_tries()}`;

function trainingWords(now: RunSpec['training'], before: RunSpec['training']): string[] {
  const { length, ...rest } = now;
  const { length: lengthBefore, ...restBefore } = before;
  return [
    ...difference(NUMBERS['training.steps'].label(), extent(lengthBefore), extent(length)),
    ...differences('training', rest, restBefore, m.controls_training()),
  ];
}

const extent = ({ unit, count }: RunSpec['training']['length']): string =>
  `${count} ${unit === 'steps' ? m.controls_steps() : m.controls_epochs()}`;

/** Settings that are too long to be said. */
const WHOLES: Readonly<Record<string, () => string>> = {
  weights: m.prompt_weights,
  systemPrompt: m.prompt_title,
  requestPrompt: m.prompt_title,
};

/** Numbers by the names that they have in the form, the rest as the part of the form that it stands in. */
function differences(place: string, now: Settings, before: Settings, part: string): string[] {
  return Object.keys(now).flatMap((key) => {
    if (JSON.stringify(now[key]) === JSON.stringify(before[key])) return [];
    const whole = WHOLES[key];
    if (whole) return [whole()];
    const label = numberLabel(`${place}.${key}`) ?? numberLabel(`strategy.${key}`);
    return label === undefined ? [part] : difference(label, before[key], now[key]);
  });
}

const numberLabel = (field: string): string | undefined =>
  (NUMBERS as Readonly<Record<string, { label: () => string }>>)[field]?.label();

function difference(label: string, before: unknown, now: unknown): string[] {
  return before === now ? [] : [m.replay_from_to({ label, before: shown(before), now: shown(now) })];
}

const shown = (value: unknown): string =>
  typeof value === 'boolean'
    ? value
      ? m.replay_on()
      : m.replay_off()
    : typeof value === 'number'
      ? decimal(value)
      : String(value);

/** What a mark on the timeline stands for. */
export function markWords(mark: Mark): string {
  switch (mark.kind) {
    case 'changed':
      return m.replay_changed({ changes: changeWords(mark.patch, mark.before) });
    case 'niche':
      return m.replay_niche({ niche: nicheWords(mark.cell), stance: STANCE_WORDS[mark.stance]() });
    case 'paused':
      return m.replay_paused();
    case 'continued':
      return m.replay_continued();
    case 'notice':
      return m.replay_notice({ message: toldWords(mark.notice.message) });
  }
}
