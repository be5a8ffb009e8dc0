/** Searches with the same settings but for the seed, and in what groups of them differ. */
import { type RunSpec, parseSpec } from '../spec/spec.ts';
import { specToHash } from '../spec/url.ts';
import type { Setting, Trace } from './runTraces.ts';

export interface Group {
  /** Equal for equal settings. */
  readonly key: string;
  readonly setting: Setting;
  /** One for each seed, by seed. */
  readonly traces: readonly Trace[];
}

/** In the order in which they first came. */
export function groupsOf(traces: readonly Trace[]): readonly Group[] {
  const groups = new Map<string, Map<number, Trace>>();
  for (const trace of traces) {
    const key = keyOf(trace.setting);
    const seeds = groups.get(key) ?? new Map<number, Trace>();
    groups.set(key, seeds);
    const before = seeds.get(trace.seed);
    // The same search again counts once: the later one, but rather one that had the trainers to itself.
    if (!before || before.shared || !trace.shared) seeds.set(trace.seed, trace);
  }
  return [...groups].flatMap(([key, seeds]) => {
    const own = [...seeds.values()].toSorted((a, b) => a.seed - b.seed);
    return own[0] ? [{ key, setting: own[0].setting, traces: own }] : [];
  });
}

export const keyOf = ({ spec, changes, models }: Setting): string =>
  JSON.stringify([spec, changes, models], (_, value: unknown) =>
    // Objects that differ in no more than the order of their keys are equal.
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** Settings that must be equal for a comparison of methods to be one. */
export const SHARED_SETTINGS = [
  'dataset',
  'validationFraction',
  'budget',
  'training',
  'screening',
  'estimator',
  'backend',
  'workers',
] as const satisfies readonly (keyof RunSpec)[];
export type SharedSetting = (typeof SHARED_SETTINGS)[number];

/** Those in which some of the groups differ. */
export const unequalSettings = (groups: readonly Group[]): readonly SharedSetting[] =>
  SHARED_SETTINGS.filter(
    (name) => new Set(groups.map(({ setting }) => JSON.stringify(setting.spec[name]))).size > 1,
  );

/**
 * What sets each group apart from the others of its strategy, as in the address: `edits=2`. Empty where nothing needs
 * to be said.
 */
export function distinctions(groups: readonly Group[]): readonly (readonly string[])[] {
  const pairs = groups.map(({ setting }) => pairsOf(setting));
  return groups.map(({ setting }, i) => {
    const others = pairs.filter(
      (_, j) => j !== i && groups[j]?.setting.spec.strategy.id === setting.spec.strategy.id,
    );
    return (pairs[i] ?? []).filter((pair) => others.some((other) => !other.includes(pair)));
  });
}

function pairsOf({ spec, models }: Setting): readonly string[] {
  const whole = parseSpec({ ...spec });
  const hash = whole.ok ? specToHash(whole.value) : '';
  return [...hash.split('&').filter((pair) => pair !== '' && !pair.startsWith('strategy=')), ...models];
}
