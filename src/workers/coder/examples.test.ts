import { describe, expect, it } from 'vitest';
import { groupsOf, makeBatch } from './examples.ts';

const END = 0;
const long = { prompt: [7, 8, 9], reply: [5, 6, END] };
const short = { prompt: [7], reply: [4, END] };

describe('a batch', () => {
  it('asks for the tokens of the replies, each after all before it', () => {
    expect(makeBatch([long])).toEqual({
      size: 1,
      length: 5,
      ids: Int32Array.of(7, 8, 9, 5, 6),
      rows: Int32Array.of(2, 3, 4),
      targets: Int32Array.of(5, 6, END),
    });
  });

  it('fills shorter examples up, where nothing is asked', () => {
    expect(makeBatch([long, short])).toEqual({
      size: 2,
      length: 5,
      ids: Int32Array.of(7, 8, 9, 5, 6, 7, 4, 0, 0, 0),
      rows: Int32Array.of(2, 3, 4, 5, 6),
      targets: Int32Array.of(5, 6, END, 4, END),
    });
  });
});

describe('groups of examples', () => {
  it('hold as many as fit, counted as filled up', () => {
    // The long one takes 5 places and the short one 2, which are 5 beside a long one.
    expect(groupsOf([long, short, short, short], 10)).toEqual([
      [long, short],
      [short, short],
    ]);
  });

  it('hold an example alone that is longer than a group may be', () => {
    expect(groupsOf([short, long, short], 4)).toEqual([[short], [long], [short]]);
  });
});
