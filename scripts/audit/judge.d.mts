/** Types of judge.mjs for its test. */
export interface Allowed {
  readonly advisory: string;
  readonly package: string;
  readonly why: string;
}
export declare function judge(
  output: string,
  allowed: readonly Allowed[],
): { readonly verdict: 'passed' | 'failed' | 'skipped'; readonly lines: string[] };
