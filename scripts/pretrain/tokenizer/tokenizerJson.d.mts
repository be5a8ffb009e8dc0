export const ALPHABET: readonly string[];
export function spell(bytes: Iterable<number>): string;

export interface TokenizerJson {
  readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges: readonly string[] };
}
export function tokenizerJson(
  tokens: readonly string[],
  marks: readonly string[],
  options?: { readonly merges?: readonly (readonly [string, string])[]; readonly split?: string },
): TokenizerJson;
