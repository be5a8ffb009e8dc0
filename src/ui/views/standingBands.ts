/** How methods stand along what is spent, as bands to be drawn. */
import { estimate, quartiles } from '../../search/compare/interval.ts';
import type { Along, Stop } from '../../search/compare/standings.ts';
import type { BandPoint, Middle } from './compare.ts';
import { spentOf } from './standings.ts';

/** What is drawn along what is spent. */
export type Drawn = 'regret' | 'rank';

export function bandOf(
  stops: readonly Stop[],
  along: Along,
  drawn: Drawn,
  middle: Middle,
): readonly BandPoint[] {
  return stops.map(({ x, regrets, rank }) => ({
    x: spentOf(x, along),
    ...(drawn === 'rank' ? { middle: rank } : BAND[middle](regrets)),
  }));
}

const BAND: Record<Middle, (regrets: readonly number[]) => Omit<BandPoint, 'x'>> = {
  mean: (regrets) => {
    const { mean, margin } = estimate(regrets);
    return { middle: mean, ...(margin !== null && { band: [mean - margin, mean + margin] as const }) };
  },
  median: (regrets) => {
    const { median, low, high } = quartiles(regrets);
    return { middle: median, band: [low, high] };
  },
};

/** A hundredth of a percentage point: a logarithmic axis ends there at least, since it has no place for no regret at all. */
const FINEST = 1e-4;

/** Around all middles that are above 0, for a logarithmic axis. */
export function regretDomain(bands: readonly (readonly BandPoint[])[]): readonly [number, number] {
  const middles = bands
    .flat()
    .map(({ middle }) => middle)
    .filter((value) => value > 0);
  return middles.length === 0
    ? [FINEST, 1]
    : [Math.max(FINEST, Math.min(...middles) / 1.5), Math.max(...middles) * 1.2];
}

/** The same bands, with what is at or below a floor drawn on it. */
export const onFloor = (points: readonly BandPoint[], floor: number): readonly BandPoint[] =>
  points.map(({ x, middle, band }) => ({
    x,
    middle: Math.max(floor, middle),
    ...(band && { band: [Math.max(floor, band[0]), Math.max(floor, band[1])] as const }),
  }));
