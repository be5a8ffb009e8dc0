/**
 * Why a value from a link, a file or the command line cannot be: which, what it was, what it may be. `field` is where the
 * value stands, its names joined by dots; `was` is the value as text.
 */
export type MisfitTold =
  | { readonly kind: 'value-missing'; readonly field: string }
  | {
      readonly kind: 'value-type';
      readonly field: string;
      readonly was: string;
      readonly wanted: 'number' | 'text' | 'flag' | 'list' | 'fields';
    }
  /** @property choices as they may be written, joined by commas */
  | { readonly kind: 'value-choice'; readonly field: string; readonly was: string; readonly choices: string }
  | { readonly kind: 'value-low'; readonly field: string; readonly was: number; readonly least: number }
  | { readonly kind: 'value-high'; readonly field: string; readonly was: number; readonly most: number }
  | { readonly kind: 'value-not-whole'; readonly field: string; readonly was: number }
  | {
      readonly kind: 'value-no-multiple';
      readonly field: string;
      readonly was: number;
      readonly step: number;
    }
  | { readonly kind: 'text-too-long'; readonly field: string; readonly length: number; readonly most: number }
  /** A gap of a prompt, such as `{parents}`: one that nothing fills, and one that the prompt must have. */
  | { readonly kind: 'gap-unknown'; readonly field: string; readonly gap: string; readonly gaps: string }
  | { readonly kind: 'gap-missing'; readonly field: string; readonly gap: string }
  | { readonly kind: 'weights-all-none'; readonly field: string }
  /** For whatever other reason. */
  | { readonly kind: 'value-unfit'; readonly field: string; readonly was: string }
  /** It should have fields, and is something else. */
  | { readonly kind: 'fields-missing'; readonly was: string };
