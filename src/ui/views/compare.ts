/** Groups of runs as the comparison shows them. */
import {
  alongEvaluations,
  alongTime,
  alongWork,
  type Place,
  type Spent,
} from '../../search/compare/curves.ts';
import {
  type Group,
  type SharedSetting,
  distinctions,
  unequalSettings,
} from '../../search/compare/groups.ts';
import { type Estimate, estimate, quartiles } from '../../search/compare/interval.ts';
import { type Comparison, compareWith, equalEvaluations, figuresOf } from '../../search/compare/verdict.ts';
import { m } from '../messages/messages.js';
import { decimal, fixed, percent } from './format.ts';
import { STRATEGY_NAMES } from './words.ts';

/** What line and band are. */
export type Middle = 'mean' | 'median';

/** A group with what it is called and how it is drawn, whichever others are shown. */
export interface NamedGroup extends Group {
  readonly name: string;
  readonly index: number;
}

export function namedGroups(groups: readonly Group[]): readonly NamedGroup[] {
  const apart = distinctions(groups);
  return groups.map((group, index) => {
    const { spec, changes } = group.setting;
    const more = [...(apart[index] ?? []), ...(changes.length > 0 ? [m.compare_changed_mark()] : [])];
    const name = STRATEGY_NAMES[spec.strategy.id]();
    return { ...group, index, name: more.length === 0 ? name : `${name} (${more.join(', ')})` };
  });
}

export interface BandPoint {
  readonly x: number;
  readonly middle: number;
  /** Absent where one run alone tells of no spread. */
  readonly band?: readonly [low: number, high: number];
}

const ALONG: Record<Spent, (group: Group, evaluations: number) => readonly Place[]> = {
  evaluations: ({ traces }, evaluations) => alongEvaluations(traces, evaluations),
  seconds: ({ traces }) => alongTime(traces),
  work: ({ traces }) => alongWork(traces),
};

/** From where on every run of the group has found something. */
export const bandOf = (group: Group, spent: Spent, middle: Middle): readonly BandPoint[] =>
  ALONG[spent](group, equalEvaluations([group]))
    .filter(({ values }) => values.every((value) => value > 0))
    .map(({ x, values }) => ({ x, ...BAND[middle](values) }));

const BAND: Record<Middle, (values: readonly number[]) => Omit<BandPoint, 'x'>> = {
  mean: (values) => {
    const { mean, margin } = estimate(values);
    return { middle: mean, ...(margin !== null && { band: [mean - margin, mean + margin] as const }) };
  },
  median: (values) => {
    const { median, low, high } = quartiles(values);
    return { middle: median, ...(values.length > 1 && { band: [low, high] as const }) };
  },
};

/** Around all bands and the level of a constant answer, with some air. */
export function accuracyDomain(
  bands: readonly (readonly BandPoint[])[],
  level: number | undefined,
): readonly [number, number] {
  const all = bands.flat().flatMap(({ middle, band = [] }) => [middle, ...band]);
  if (level !== undefined) all.push(level);
  if (all.length === 0) return [0, 1];
  const air = 0.03;
  return [Math.max(0, Math.min(...all) - air), Math.min(1, Math.max(...all) + air)];
}

/** The chosen one where it is shown, else random search, which is there to be beaten, else the first. */
export const referenceOf = (
  groups: readonly NamedGroup[],
  chosen: string | undefined,
): NamedGroup | undefined =>
  groups.find(({ key }) => key === chosen) ??
  groups.find(({ setting }) => setting.spec.strategy.id === 'random') ??
  groups[0];

/** A group's row. Absent figures are those of a group that is not shown, or of the reference. */
export interface Row {
  readonly group: NamedGroup;
  readonly best: string;
  readonly less: string;
  readonly p: string;
  readonly invalid: string;
  readonly duplicate: string;
  readonly ms: number;
}

export interface Report {
  /** As many as every run of these groups has. */
  readonly evaluations: number;
  readonly rows: readonly Row[];
  /** What the figures say, in sentences. */
  readonly sentences: readonly string[];
}

export function reportOf(
  groups: readonly NamedGroup[],
  reference: NamedGroup | undefined,
  middle: Middle,
): Report {
  const evaluations = equalEvaluations(groups);
  if (!reference || evaluations === 0) return { evaluations, rows: [], sentences: [] };
  const comparisons = compareWith(reference, groups, evaluations);
  const rows = groups.map((group): Row => {
    const figures = figuresOf(group, evaluations);
    const comparison = comparisons.find(({ key }) => key === group.key);
    return {
      group,
      best: middle === 'mean' ? inPercent(figures.best) : spanWords(figures.quartiles),
      less: comparison ? differenceWords(comparison) : m.compare_is_reference(),
      p: comparison ? pWords(comparison.corrected) : '–',
      invalid: percent(figures.invalid, 0),
      duplicate: percent(figures.duplicate, 0),
      ms: figures.seconds * 1000,
    };
  });
  const sentences =
    comparisons.length === 0
      ? [m.compare_one_group({ count: evaluations, name: reference.name, best: rows[0]?.best ?? '' })]
      : comparisons.flatMap((comparison) => {
          const group = groups.find(({ key }) => key === comparison.key);
          return group ? [verdictOf(group, reference, comparison, comparisons.length)] : [];
        });
  return { evaluations, rows, sentences };
}

/** From here on chance is not ruled out. */
const LEVEL = 0.05;

/** What is to be thought of a difference, as a sentence. */
export function verdictOf(
  group: NamedGroup,
  reference: NamedGroup,
  comparison: Comparison,
  comparisons: number,
): string {
  const { margin, corrected, mean, pairs } = comparison;
  const names = { name: group.name, reference: reference.name };
  if (margin === null || corrected === null)
    return m.compare_single({ ...names, difference: pointsWords(Math.abs(mean)) });
  const p = `p ${corrected < 0.001 ? '' : '= '}${pWords(corrected)}`;
  if (corrected < LEVEL) {
    const say = mean > 0 ? m.compare_better : m.compare_worse;
    return say({ ...names, difference: `${pointsWords(Math.abs(mean))} ± ${points(margin)}`, p });
  }
  if (Math.abs(mean) > margin)
    return m.compare_by_number({ ...names, difference: pointsWords(Math.abs(mean)), count: comparisons, p });
  const difference = differenceWords(comparison);
  const [count, others] = pairs > 0 ? [pairs, pairs] : [group.traces.length, reference.traces.length];
  return count === others
    ? m.compare_not_apart({ ...names, count, difference })
    : m.compare_not_apart_uneven({ ...names, count, others, difference });
}

const SETTING_WORDS: Record<SharedSetting, () => string> = {
  dataset: m.compare_dataset,
  validationFraction: m.compare_validation_fraction,
  budget: m.compare_budget,
  training: m.compare_training,
  screening: m.compare_screening,
  estimator: m.compare_estimator,
  backend: m.compare_backend,
  workers: m.compare_workers,
};

/** Of fewer, Student's t makes an interval several times as wide as the spread of the runs: 12.7 standard errors for two. */
const FEW_RUNS = 3;

/** Why these groups, drawn along this axis, are not to be compared without care. */
export function warningsOf(groups: readonly NamedGroup[], spent: Spent): readonly string[] {
  const unequal = unequalSettings(groups).map((name) => SETTING_WORDS[name]());
  const count = equalEvaluations(groups);
  const few = groups.filter(({ traces }) => traces.length < FEW_RUNS).map(({ name }) => name);
  return [
    ...(unequal.length > 0 ? [m.compare_unfair({ settings: unequal.join(', ') })] : []),
    ...groups
      .filter(({ traces }) => traces.some(({ end }) => end !== 'budget'))
      .map(({ name }) => m.compare_early({ name, count })),
    ...groups
      .filter(({ setting }) => setting.changes.length > 0)
      .map(({ name }) => m.compare_changed({ name })),
    ...(few.length > 0 ? [m.compare_few({ names: few.join(', ') })] : []),
    ...(spent === 'seconds'
      ? groups
          .filter(({ traces }) => traces.some(({ shared }) => shared))
          .map(({ name }) => m.compare_shared({ name }))
      : []),
  ];
}

/** Percentage points, without their name. */
const points = (fraction: number): string => fixed(100 * fraction, 1);

const pointsWords = (fraction: number): string => m.compare_points({ value: points(fraction) });

function differenceWords({ mean, margin }: Estimate): string {
  const signed = `${mean < 0 ? '−' : '+'}${points(Math.abs(mean))}`;
  return m.compare_points({ value: margin === null ? signed : `${signed} ± ${points(margin)}` });
}

const inPercent = ({ mean, margin }: Estimate): string =>
  margin === null ? percent(mean) : `${points(mean)} ± ${points(margin)} %`;

const spanWords = ({ median, low, high }: { median: number; low: number; high: number }): string =>
  `${points(median)} (${points(low)}–${points(high)}) %`;

const pWords = (p: number | null): string =>
  p === null ? '–' : p < 0.001 ? decimal('< 0.001') : fixed(p, 3);
