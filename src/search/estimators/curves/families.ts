/**
 * Shapes that learning curves of accuracy may have (Domhan et al. 2015, table 1): those that level off, and of two that are
 * one in other letters (log power and Hill3, Weibull and Janoschek) the first.
 */

export interface CurveFamily {
  readonly name: 'pow3' | 'log-power' | 'exp4' | 'weibull' | 'mmf' | 'pow4';
  /** Accuracy after `x` passes over the data, 1 or more. */
  at(parameters: readonly number[], x: number): number;
  /** Where a fit begins, for a curve that rises from its first to its last value in so many passes. */
  start(curve: { readonly first: number; readonly last: number; readonly passes: number }): readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** No accuracy is above 1; a fit may come from a little below 0. */
const CEILING = 1;
const FLOOR = -1;

/** The parameters of three, or of four. */
const three = (p: readonly number[]) => p as readonly [number, number, number];
const four = (p: readonly number[]) => p as readonly [number, number, number, number];

export const CURVE_FAMILIES: readonly CurveFamily[] = [
  {
    // c - a x^-α
    name: 'pow3',
    at: (parameters, x) => {
      const [c, a, alpha] = three(parameters);
      return c - a * x ** -alpha;
    },
    start: ({ first, last }) => [last, last - first, 1],
    least: [0, 0, 0.01],
    most: [CEILING, 2, 5],
  },
  {
    // a / (1 + (x / e^b)^c), with c below 0
    name: 'log-power',
    at: (parameters, x) => {
      const [a, b, c] = three(parameters);
      return a / (1 + (x / Math.exp(b)) ** c);
    },
    start: ({ last, passes }) => [last, Math.log(Math.max(1, passes / 4)), -1],
    least: [0, -5, -5],
    most: [CEILING, 10, -0.01],
  },
  {
    // c - exp(b - a x^α)
    name: 'exp4',
    at: (parameters, x) => {
      const [c, a, b, alpha] = four(parameters);
      return c - Math.exp(b - a * x ** alpha);
    },
    start: ({ first, last, passes }) => [last, 2 / passes, Math.log(Math.max(0.01, last - first)), 1],
    least: [0, 1e-4, -6, 0.1],
    most: [CEILING, 5, 3, 2],
  },
  {
    // α - (α - β) exp(-(κ x)^δ)
    name: 'weibull',
    at: (parameters, x) => {
      const [alpha, beta, kappa, delta] = four(parameters);
      return alpha - (alpha - beta) * Math.exp(-((kappa * x) ** delta));
    },
    start: ({ first, last, passes }) => [last, first, 2 / passes, 1],
    least: [0, FLOOR, 1e-4, 0.1],
    most: [CEILING, CEILING, 5, 3],
  },
  {
    // α - (α - β) / (1 + (κ x)^δ)
    name: 'mmf',
    at: (parameters, x) => {
      const [alpha, beta, kappa, delta] = four(parameters);
      return alpha - (alpha - beta) / (1 + (kappa * x) ** delta);
    },
    start: ({ first, last, passes }) => [last, first, 2 / passes, 1],
    least: [0, FLOOR, 1e-4, 0.1],
    most: [CEILING, CEILING, 5, 5],
  },
  {
    // c - (a x + b)^-α
    name: 'pow4',
    at: (parameters, x) => {
      const [c, a, b, alpha] = four(parameters);
      return c - (a * x + b) ** -alpha;
    },
    start: ({ first, last }) => [last, 1 / Math.max(0.01, last - first), 0, 1],
    least: [0, 0.01, 0, 0.05],
    most: [CEILING, 100, 50, 5],
  },
];
