/** Numbers as people read them, in the page's language. All give plain text, `–` for what is not known. */
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';

const UNKNOWN = '–';

const isRussian = (): boolean => getLocale() === 'ru';

/** A number that is text already, with the language's decimal mark and a true minus. */
export const decimal = (text: string | number): string => {
  const written = String(text).replaceAll('-', '−');
  return isRussian() ? written.replace('.', ',') : written;
};

/** The number that a person typed, NaN where it is none. */
export const typed = (text: string): number => {
  const written = text.trim().replaceAll('−', '-');
  return written === '' ? NaN : Number(isRussian() ? written.replace(',', '.') : written);
};

/** With so many digits after the decimal mark. */
export const fixed = (value: number, digits: number): string => decimal(value.toFixed(digits));

/** @param fraction 0–1 */
export const percent = (fraction: number | undefined, digits = 1): string =>
  fraction === undefined ? UNKNOWN : `${fixed(fraction * 100, digits)}\u00a0%`;

const STEPS: readonly [number, () => string][] = [
  [1e9, m.page_giga],
  [1e6, m.page_mega],
  [1e3, m.page_kilo],
];

/** Three digits at most, with k, M or G: 950, 5.2 k, 1.24 M. */
export const compact = (value: number | undefined): string =>
  value === undefined ? UNKNOWN : scaled(value, STEPS, '');

function scaled(value: number, steps: typeof STEPS, unit: string): string {
  for (const [size, sign] of steps) {
    // What would round up to 1000 of the smaller unit is one of the larger.
    if (value >= size * 0.9995) return `${trim(value / size)} ${sign()}`;
  }
  return unit ? `${trim(value)} ${unit}` : trim(value);
}

const trim = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return decimal(Number(value.toFixed(digits)));
};

export function duration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < 999.5) return m.page_milliseconds({ count: Math.round(ms) });
  if (ms < 59_950) return m.page_seconds({ count: fixed(ms / 1000, 1) });
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600)
    return `${m.page_minutes({ count: Math.floor(seconds / 60) })} ${m.page_seconds({ count: seconds % 60 })}`;
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${m.page_hours({ count: Math.floor(seconds / 3600) })} ${m.page_minutes({ count: minutes })}`;
}

/** A span that is only roughly known, so without its tenths. */
export function roughly(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return m.page_a_few_seconds();
  if (seconds < 60) return m.page_seconds({ count: Math.round(seconds / 5) * 5 });
  if (seconds < 3570) return m.page_minutes({ count: Math.round(seconds / 60) });
  return m.page_hours({ count: fixed(seconds / 3600, 1) });
}

const BYTES: typeof STEPS = [
  [1e9, m.page_gigabyte],
  [1e6, m.page_megabyte],
  [1e3, m.page_kilobyte],
];

/** Decimal units, as browsers' own memory views show them. */
export const bytes = (count: number | undefined): string =>
  count === undefined ? UNKNOWN : scaled(count, BYTES, m.page_byte());

/** Example shapes: 40 × 1. */
export const shape = (dims: readonly number[]): string => dims.join(' × ');

/** Whole numbers with thin gaps: 12 345. */
export const whole = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ');

/** Such as `4`, `3 and 4`, `3, 4 and 5`. */
export const listed = (ids: readonly number[]): string =>
  ids.length < 2
    ? ids.join('')
    : m.page_list_and({ list: ids.slice(0, -1).join(', '), last: ids.at(-1) ?? '' });
