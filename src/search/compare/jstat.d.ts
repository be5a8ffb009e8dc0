/** The part of jStat that is used here; the package brings no types. */
declare module 'jstat' {
  interface Distribution {
    /** Probability of no more than `x`. */
    cdf(x: number, degrees: number): number;
    /** The value that is not exceeded with probability `p`. */
    inv(p: number, degrees: number): number;
  }
  const jStat: {
    readonly studentt: Distribution;
    /** Fisher's F. */
    readonly centralF: { cdf(x: number, degrees1: number, degrees2: number): number };
    /** The studentized range of so many means. */
    readonly tukey: { inv(p: number, means: number, degrees: number): number };
    readonly normal: { cdf(x: number, mean: number, deviation: number): number };
    /** Ranks from 1; equals share their mean. */
    rank(values: number[]): number[];
    /** Spearman's rho; NaN where a list has one value only. */
    spearmancoeff(a: number[], b: number[]): number;
  };
  export default jStat;
}
