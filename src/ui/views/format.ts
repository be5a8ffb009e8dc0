/** Numbers as people read them. All give plain text, `–` for what is not known. */

const UNKNOWN = '–';

/** @param fraction 0–1 */
export const percent = (fraction: number | undefined, digits = 1): string =>
  fraction === undefined ? UNKNOWN : `${(fraction * 100).toFixed(digits)} %`;

const STEPS: readonly [number, string][] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Three digits at most, with k, M or G: 950, 5.2 k, 1.24 M. */
export function compact(value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  for (const [size, sign] of STEPS) {
    // What would round up to 1000 of the smaller unit is one of the larger.
    if (value >= size * 0.9995) return `${trim(value / size)} ${sign}`;
  }
  return trim(value);
}

const trim = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
};

export function duration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** A span that is only roughly known, so without its tenths. */
export function roughly(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return 'a few seconds';
  if (seconds < 60) return `${Math.round(seconds / 5) * 5} s`;
  if (seconds < 3570) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** Decimal units, as browsers' own memory views show them. */
export const bytes = (count: number | undefined): string =>
  count === undefined ? UNKNOWN : `${compact(count)}B`;

/** Example shapes: 40 × 1. */
export const shape = (dims: readonly number[]): string => dims.join(' × ');

/** Whole numbers with thin gaps: 12 345. */
export const whole = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ');
