/** Where a learning curve will end, judged by its beginning. */
import jStat from 'jstat';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { CURVE_FAMILIES, type CurveFamily } from './families.ts';

/** A point of a learning curve: accuracy, 0–1, after so many passes over the data. */
export interface Pass {
  readonly x: number;
  readonly accuracy: number;
}

export interface Extrapolation {
  /** Expected accuracy at the end, 0–1. */
  readonly mean: number;
  /** Standard deviation: of the points about the fits, and of the fits among themselves. */
  readonly spread: number;
  /** How much each family counts; sums to 1. */
  readonly weights: Readonly<Partial<Record<CurveFamily['name'], number>>>;
}

/** Fewer points do not tell a family of four parameters from another. */
export const FEWEST_POINTS = 6;

/** Variance that even a perfect fit is taken to leave: accuracies of a few hundred examples are no finer. */
const LEAST_VARIANCE = 1e-6;

interface Fit {
  readonly name: CurveFamily['name'];
  readonly end: number;
  readonly variance: number;
  /** Akaike's criterion, corrected for few points; lower is better. */
  readonly criterion: number;
}

/**
 * An ensemble of parametric curves (Domhan et al. 2015, section 3). Each family is fitted by least squares
 * (Levenberg-Marquardt) and counts by its Akaike weight (Burnham and Anderson 2002, section 2.9) in place of the paper's
 * Markov chain, which takes seconds a curve. The uncertainty of a family's own parameters is left out, so the spread is
 * rather too small than too large.
 *
 * @param curve in order, its `x` 1 or more
 * @param end of the training, in the same units as `x`
 * @returns undefined for fewer points than `FEWEST_POINTS`, or where nothing fits
 */
export function extrapolate(curve: readonly Pass[], end: number): Extrapolation | undefined {
  if (curve.length < FEWEST_POINTS) return undefined;
  const fits = CURVE_FAMILIES.flatMap((family) => fitOf(family, curve, end) ?? []);
  if (fits.length === 0) return undefined;
  const least = Math.min(...fits.map(({ criterion }) => criterion));
  const raw = fits.map(({ criterion }) => Math.exp((least - criterion) / 2));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const over = (value: (fit: Fit) => number) =>
    fits.reduce((sum, fit, i) => sum + (weights[i] ?? 0) * value(fit), 0);
  const mean = over(({ end: value }) => value);
  const variance = over(({ end: value, variance: own }) => own + (value - mean) ** 2);
  return {
    mean,
    spread: Math.sqrt(variance),
    weights: Object.fromEntries(fits.map(({ name }, i) => [name, weights[i] ?? 0])),
  };
}

/** How likely the curve is to end above `bar`, 0–1, its end taken to be normal. */
export const chanceAbove = ({ mean, spread }: Extrapolation, bar: number): number =>
  1 - jStat.normal.cdf(bar, mean, spread);

function fitOf(family: CurveFamily, curve: readonly Pass[], end: number): Fit | undefined {
  const [x, y] = [curve.map((point) => point.x), curve.map(({ accuracy }) => accuracy)];
  const [first = 0, last = 0] = [y[0], y.at(-1)];
  const { least, most, start } = family;
  const initial = start({ first, last, passes: x.at(-1) ?? 1 }).map((value, i) =>
    Math.min(most[i] ?? value, Math.max(least[i] ?? value, value)),
  );
  const { parameterValues } = levenbergMarquardt(
    { x, y },
    (parameters) => (at) => family.at(parameters, at),
    {
      initialValues: initial,
      minValues: least,
      maxValues: most,
      gradientDifference: 1e-5,
      centralDifference: true,
      damping: 0.1,
      maxIterations: 200,
      errorTolerance: 1e-12,
      improvementThreshold: 1e-9,
    },
  );
  const squares = curve.reduce(
    (sum, point) => sum + (family.at(parameterValues, point.x) - point.accuracy) ** 2,
    0,
  );
  const value = family.at(parameterValues, end);
  if (!Number.isFinite(squares) || !Number.isFinite(value)) return undefined;
  const n = curve.length;
  const k = initial.length;
  const variance = Math.max(LEAST_VARIANCE, squares / (n - k));
  // The variance of the noise is a parameter, too; with as many parameters as points the correction has no meaning.
  const free = Math.max(1, n - k - 2);
  const criterion = n * Math.log(Math.max(LEAST_VARIANCE, squares / n)) + (2 * (k + 1) * n) / free;
  return { name: family.name, end: Math.min(1, Math.max(0, value)), variance, criterion };
}
