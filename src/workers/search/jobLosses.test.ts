import { describe, expect, it } from 'vitest';
import { JobLosses } from './jobLosses.ts';

describe('a job that loses its trainer', () => {
  it('is given up at the second', () => {
    const losses = new JobLosses();
    expect(losses.isTooOften(1, 2, false)).toBe(false);
    expect(losses.isTooOften(2, 3, false)).toBe(true);
  });

  it('is tried anew when a crash of the GPU took the next trainer too, until a newer one is lost', () => {
    const losses = new JobLosses();
    expect(losses.isTooOften(1, 3, true)).toBe(false);
    expect(losses.isTooOften(2, 5, true)).toBe(false);
    expect(losses.isTooOften(3, 5, true)).toBe(false);
    expect(losses.isTooOften(4, 6, true)).toBe(true);
  });
});
