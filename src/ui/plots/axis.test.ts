import { describe, expect, it } from 'vitest';
import { legible } from './axis.ts';

const tick = (value: number, text: string) => ({ value, text });

describe('the texts along an axis', () => {
  it('are all written where there is room', () => {
    const ticks = [tick(0, '0 %'), tick(50, '50 %'), tick(100, '100 %')];
    expect([...legible(ticks, (value) => 2 * value)]).toEqual(ticks);
  });

  it('leave out whichever would run into the one before', () => {
    const ticks = [tick(1, '1 k'), tick(4.5, '4,5 тыс.'), tick(5, '5 тыс.'), tick(9, '9 тыс.')];
    const texts = [...legible(ticks, (value) => 20 * value)].map(({ text }) => text);
    expect(texts).toEqual(['1 k', '4,5 тыс.', '9 тыс.']);
  });
});
