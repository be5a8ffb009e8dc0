import { type RunSpec, type StrategySpec, baselineOf } from '../spec/spec.ts';

/** One more than the largest seed. */
const SEEDS = 2 ** 31;

/**
 * The same settings again and again, with this seed, the next, and so on. With several strategies, each gets the same
 * seeds and no search runs beside it, so that none shares its time; all of them run on a seed before the next one, so
 * that what is there after a stop is as even as it can be.
 * @param strategies none for the settings as they are
 */
export function repeats(
  spec: RunSpec,
  times: number,
  strategies: readonly StrategySpec[] = [],
): readonly RunSpec[] {
  const each =
    strategies.length === 0 ? [spec] : strategies.map((strategy) => ({ ...spec, strategy, baseline: false }));
  return Array.from({ length: times }, (_, i) =>
    each.map((one) => ({ ...one, seed: (spec.seed + i) % SEEDS })),
  ).flat();
}

/** These methods after random search, once for every space that they search. */
export function withBaselines(strategies: readonly StrategySpec[]): readonly StrategySpec[] {
  const baselines = new Map(strategies.map(baselineOf).map((random) => [random.space, random]));
  return [...baselines.values(), ...strategies];
}
