import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHABET, tokenizerJson } from '../../../scripts/pretrain/tokenizer/tokenizerJson.mjs';
import { createTokenizer } from './tokenizer.ts';

/** The marks first, then all bytes by their value, then the merges, in which Ġ is the space. */
const byteTokenizer = (marks: readonly string[], merges: readonly (readonly [string, string])[] = []) =>
  tokenizerJson([...marks, ...ALPHABET, ...merges.map((pair) => pair.join(''))], marks, { merges });

/** Bytes are tokens 2 to 257 by their value; merges in this order after them. */
const tokenizer = createTokenizer(
  byteTokenizer(
    ['<|end|>', '<|user|>'],
    [
      ['o', 'n'],
      ['c', 'on'],
      ['Ġ', 'con'],
      ['Ã', '©'],
    ],
  ),
);
const [ON, CON, SPACE_CON, E_ACUTE] = [258, 259, 260, 261] as const;
const byte = (text: string) => 2 + text.charCodeAt(0);

describe('the tokenizer', () => {
  it('merges in the order of the merges, not from left to right', () => {
    expect(tokenizer.encode('con')).toEqual([CON]);
    expect(tokenizer.encode('once')).toEqual([ON, byte('c'), byte('e')]);
  });

  it('takes a space with the word after it', () => {
    expect(tokenizer.encode('a con')).toEqual([byte('a'), SPACE_CON]);
  });

  it('writes characters beyond ASCII as their bytes in UTF-8', () => {
    expect(tokenizer.encode('é')).toEqual([E_ACUTE]);
    expect(tokenizer.encode('è')).toEqual([2 + 0xc3, 2 + 0xa8]);
    expect(tokenizer.bytes(E_ACUTE)).toEqual(Uint8Array.of(0xc3, 0xa9));
  });

  it('knows its marks inside a text, and gives them back as text', () => {
    expect(tokenizer.encode('a<|end|>con')).toEqual([byte('a'), 0, CON]);
    expect(new TextDecoder().decode(tokenizer.bytes(1))).toBe('<|user|>');
  });

  it('has no bytes for a token that there is not', () => {
    expect(() => tokenizer.bytes(262)).toThrow(RangeError);
  });

  it('refuses a way of splitting that it would get wrong', () => {
    const split = { type: 'Split', pattern: { Regex: 'x' }, behavior: 'MergedWithNext', invert: false };
    expect(() => createTokenizer({ ...byteTokenizer([]), pre_tokenizer: split })).toThrow(SyntaxError);
  });

  it('gives back every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = tokenizer.encode(text).flatMap((id) => [...tokenizer.bytes(id)]);
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes))).toBe(text);
      }),
    );
  });
});
