import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Deadline } from './deadline.ts';

describe('the deadline of a program', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  const after = (ms: number, ticks: number) => {
    const deadline = new Deadline();
    for (let i = 0; i < ticks; i++) deadline.tick();
    vi.advanceTimersByTime(ms);
    return deadline.passed;
  };

  it('passes for a program that works for more than 200 ms', () => {
    expect([after(199, 1000), after(201, 1000)]).toEqual([false, true]);
  });

  it('waits for a short program on a busy machine', () => {
    expect([after(201, 3), after(1999, 3)]).toEqual([false, false]);
  });

  it('passes after two seconds, whatever the program does', () => {
    expect(after(2001, 0)).toBe(true);
  });

  it('stops the program at the tick after it has passed', () => {
    const deadline = new Deadline();
    for (let i = 0; i < 100; i++) expect(deadline.tick()).toBe(false);
    vi.advanceTimersByTime(201);
    expect(deadline.tick()).toBe(true);
  });
});
