/** How text is cut before byte pairs are merged: merges never cross these borders. */
import { MARKS } from '../../../src/search/prompts/terse.ts';

/** The marks in the order of their ids, from 0. */
export const SPECIALS: readonly string[] = Object.values(MARKS);

/**
 * A number with the space before it, so that each width has one spelling wherever it stands; else what is left of a
 * line, with the break before it.
 */
export const PIECE = ' [0-9]+(?:\\.[0-9]+)?|\\n?(?:(?! [0-9])[^\\n])+|\\n';

interface Segment {
  readonly text: string;
  readonly special: boolean;
}

/** The text's marks, and the pieces between them. */
export function segments(text: string): readonly Segment[] {
  const escaped = SPECIALS.map((mark) => mark.replaceAll('|', '\\|')).join('|');
  return text
    .split(new RegExp(`(${escaped})`))
    .filter((part) => part !== '')
    .flatMap((part): readonly Segment[] =>
      SPECIALS.includes(part)
        ? [{ text: part, special: true }]
        : (part.match(new RegExp(PIECE, 'gu')) ?? []).map((piece) => ({ text: piece, special: false })),
    );
}
