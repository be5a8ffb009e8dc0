import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AwakeClock } from './awakeClock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('counts the time in which it ticks, however long nobody asks', () => {
  const clock = new AwakeClock(() => Date.now());
  const begun = clock.now();
  vi.advanceTimersByTime(10 * 60_000);
  expect(clock.now() - begun).toBe(10 * 60_000);
  clock.stop();
});

it('does not count an hour in which the machine slept', () => {
  const clock = new AwakeClock(() => Date.now());
  const begun = clock.now();
  vi.advanceTimersByTime(5_000);
  // Nothing runs meanwhile.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(2_000);
  expect(clock.now() - begun).toBeGreaterThanOrEqual(5_000);
  expect(clock.now() - begun).toBeLessThan(9_000);
  clock.stop();
});

it('never goes back', () => {
  const clock = new AwakeClock(() => Date.now());
  let before = clock.now();
  for (const gap of [10, 40_000, 0, 29_000, 31_000, 5]) {
    vi.setSystemTime(Date.now() + gap);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    before = clock.now();
  }
  clock.stop();
});
