import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

describe('a table as CSV', () => {
  it('has a line for each row, and quotes what would break one', () => {
    expect(
      writeCsv([
        ['a', 'b, c'],
        [1, undefined],
        ['say "hi"', 'two\nlines'],
      ]),
    ).toBe('a,"b, c"\r\n1,\r\n"say ""hi""","two\nlines"\r\n');
  });

  it('makes text of what a spreadsheet would take for a formula, and leaves numbers alone', () => {
    expect(writeCsv([['=1+1', '@x', '-2+3', '-2.5', '+3 %']])).toBe("'=1+1,'@x,'-2+3,-2.5,+3 %\r\n");
  });
});
