import { m } from '../messages/messages.js';
import { decimal } from './format.ts';

/** What the search says of a layer's settings, piece by piece; what is not here is code or a shape and stays. */
const WORDS: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/^(\d+) filters$/, (value) => m.words_setting_filters({ count: Number(value) })],
  [/^(\d+) units$/, (value) => m.words_setting_units({ count: Number(value) })],
  [/^kernel (.+)$/, (value) => m.words_setting_kernel({ value })],
  [/^window (.+)$/, (value) => m.words_setting_window({ value })],
  [/^multiplier (.+)$/, (value) => m.words_setting_multiplier({ value })],
  [/^stride (.+)$/, (value) => m.words_setting_stride({ value })],
  [/^rate (.+)$/, (value) => m.words_setting_rate({ value })],
  [/^up to (.+)$/, (value) => m.words_setting_up_to({ value })],
  [/^slope (.+)$/, (value) => m.words_setting_slope({ value })],
  [/^axis (.+)$/, (value) => m.words_setting_axis({ value })],
  [/^rows (.+)$/, (value) => m.words_setting_rows({ value })],
  [/^columns (.+)$/, (value) => m.words_setting_columns({ value })],
  [/^times (.+)$/, (value) => m.words_setting_times({ value })],
  [/^sequences$/, m.words_setting_sequences],
  [/^backwards$/, m.words_setting_backwards],
];

/** @param detail a layer's settings as the search says them, e.g. `25 filters, kernel 5, relu` */
export const layerSettings = (detail: string): string =>
  // A comma within brackets belongs to a shape.
  detail
    .split(/, (?![^[]*\])/)
    .map(worded)
    .join(', ');

/** As many whole settings as there is room for. @param room characters, the dots of what is left out among them */
export function shortened(settings: string, room: number): string {
  if (settings.length <= room) return settings;
  const end = settings.lastIndexOf(', ', room - 1);
  return `${settings.slice(0, end < 0 ? room - 1 : end)}…`;
}

function worded(piece: string): string {
  for (const [pattern, word] of WORDS) {
    const found = pattern.exec(piece);
    if (found) return word(decimal(found[1] ?? ''));
  }
  return piece;
}
