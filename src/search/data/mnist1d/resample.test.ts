import { describe, expect, it } from 'vitest';
import { resample } from './resample.ts';

describe('resample', () => {
  it('puts new points on the straight line between old ones', () => {
    expect([...resample(Float64Array.of(0, 2, 0), 5)]).toEqual([0, 1, 2, 1, 0]);
  });

  it('keeps both ends when it squeezes', () => {
    expect([...resample(Float64Array.of(3, 9, 9, 9, 5), 2)]).toEqual([3, 5]);
  });

  it('leaves a signal of the same length as it is', () => {
    const signal = Float64Array.from({ length: 49 }, (_, i) => Math.sin(i));
    expect(resample(signal, 49)).toEqual(signal);
  });

  it('keeps stretches of zeros exactly zero', () => {
    const padded = Float64Array.from({ length: 60 }, (_, i) => (i < 12 ? 1 : 0));
    expect([...resample(padded, 72).slice(15)]).toEqual(new Array(57).fill(0));
  });
});
