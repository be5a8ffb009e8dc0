/** Types of counts.mjs for its tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export declare function single(passed: boolean): Counts;
export declare function vitestCounts(path: string, code: number): Counts;
export declare function playwrightCounts(path: string, code: number): Counts;
export declare function sum(all: readonly Counts[]): Counts;
export declare function inWords(counts: Counts): string;
