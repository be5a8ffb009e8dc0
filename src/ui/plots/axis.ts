import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { compact, decimal } from '../views/format.ts';

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** One axis of a chart: what it measures, how far it goes, where it is marked. */
export interface Axis {
  readonly label: string;
  readonly scale: ScaleContinuousNumeric<number, number>;
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
}

const linear = (
  label: string,
  domain: readonly [number, number],
  count: number,
  text: (value: number) => string,
): Axis => ({
  label,
  scale: scaleLinear(),
  domain,
  ticks: scaleLinear()
    .domain(domain)
    .ticks(count)
    .map((value) => ({ value, text: text(value) })),
});

/** @param domain of fractions, shown in percent */
export const percentAxis = (label: string, domain: readonly [number, number]): Axis =>
  linear(label, domain, 5, (value) => `${Math.round(value * 100)} %`);

/** From nought up. */
export const amountAxis = (label: string, most: number): Axis =>
  linear(label, [0, most], 5, (value) => decimal(Number(value.toPrecision(3))));

/** Counts; marked at whole numbers only. */
export function countAxis(label: string, most: number): Axis {
  const axis = linear(label, [0, Math.max(1, most)], 6, compact);
  return { ...axis, ticks: axis.ticks.filter(({ value }) => Number.isInteger(value)) };
}

/** From the first bound to the second, marked at `ticks`. */
export const boundedLogAxis = (
  label: string,
  domain: readonly [number, number],
  ticks: readonly number[],
): Axis => ({
  label,
  scale: scaleLog(),
  domain,
  ticks: ticks.map((value) => ({ value, text: compact(value) })),
});

/** From the first value to the second by their logarithm, marked at 1, 2 and 5 of each decade. */
export const spanLogAxis = (label: string, span: readonly [number, number]): Axis =>
  boundedLogAxis(
    label,
    span[0] < span[1] ? span : [span[0] / 2, span[0] * 2],
    scaleLog()
      .domain(span)
      .ticks()
      .filter((value) => [1, 2, 5].includes(leadingDigit(value))),
  );

/** @param span of fractions, shown in percentage points; above 0 where it is logarithmic */
export function spanPointsAxis(label: string, span: readonly [number, number], isLog: boolean): Axis {
  const axis = isLog ? spanLogAxis(label, span) : linear(label, span, 5, String);
  const text = (value: number) => decimal(Number((100 * value).toPrecision(3)));
  return { ...axis, ticks: axis.ticks.map(({ value }) => ({ value, text: text(value) })) };
}

/** Names at 0, 1, 2 …, the first one lowest. */
export const namesAxis = (label: string, names: readonly string[]): Axis => ({
  label,
  scale: scaleLinear(),
  domain: [0, names.length - 1],
  ticks: names.map((text, value) => ({ value, text })),
});

/** Between two bounds, marked evenly. */
export const boundedAxis = (label: string, domain: readonly [number, number]): Axis =>
  linear(label, domain, 5, (value) => decimal(Number(value.toPrecision(3))));

/** Decades around all of `values`; within two decades 2 and 5 are marked too. */
export function logAxis(label: string, values: readonly number[]): Axis {
  const positive = values.filter((value) => value > 0);
  const low = positive.length > 0 ? Math.min(...positive) : 100;
  const high = positive.length > 0 ? Math.max(...positive) : 100_000;
  const domain = [low / 1.6, high * 1.6] as const;
  const narrow = domain[1] / domain[0] < 300;
  const ticks = scaleLog()
    .domain(domain)
    .ticks()
    .filter((value) => (narrow ? [1, 2, 5] : [1]).includes(leadingDigit(value)));
  return { label, scale: scaleLog(), domain, ticks: ticks.map((value) => ({ value, text: compact(value) })) };
}

/** Of a character at the size that axes are written in, pixels; on the safe side. */
const CHARACTER = 6.5;

/**
 * Those of the ticks whose texts stand clear of each other, from the first on.
 *
 * @param place where a value is along the axis, in pixels
 */
export function legible(ticks: readonly Tick[], place: (value: number) => number): ReadonlySet<Tick> {
  const kept = new Set<Tick>();
  let end = -Infinity;
  for (const tick of ticks) {
    const half = (CHARACTER * tick.text.length) / 2;
    if (place(tick.value) - half < end) continue;
    kept.add(tick);
    end = place(tick.value) + half;
  }
  return kept;
}

const leadingDigit = (value: number): number =>
  Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
