import { describe, expect, it } from 'vitest';
import { paint, stroke } from './drawing.ts';

describe('a stroke over a signal', () => {
  const flat = new Float32Array(5);

  it('moves every point that it passes onto itself', () => {
    expect([...stroke(flat, { at: 1, value: 1 }, { at: 3, value: 2 })]).toEqual([0, 1, 1.5, 2, 0]);
  });

  it('from right to left draws the same line', () => {
    expect([...stroke(flat, { at: 3, value: 2 }, { at: 1, value: 1 })]).toEqual([0, 1, 1.5, 2, 0]);
  });

  it('between two points takes both places from the line', () => {
    // At 1 the line from (0.5, 0) to (2.5, 4) is at 1, at 2 it is at 3; its end is nearest to point 3 (2.5 is rounded up).
    expect([...stroke(flat, { at: 0.5, value: 0 }, { at: 2.5, value: 4 })]).toEqual([0, 1, 3, 4, 0]);
  });

  it('of no length moves the nearest point, inside the signal', () => {
    expect([...stroke(flat, { at: 2.2, value: 1 }, { at: 2.2, value: 1 })]).toEqual([0, 0, 1, 0, 0]);
    expect([...stroke(flat, { at: 9, value: 1 }, { at: 9, value: 1 })]).toEqual([0, 0, 0, 0, 1]);
  });

  it('leaves the signal it was drawn over as it was', () => {
    stroke(flat, { at: 0, value: 1 }, { at: 4, value: 1 });
    expect([...flat]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a brush over an image', () => {
  const size = [3, 3] as const;
  const middle = { x: 1.5, y: 1.5 };

  it('covers what is under it and fades beside it', () => {
    const painted = paint(new Float32Array(9), size, middle, middle, { radius: 0.5, ink: 1 });
    // The neighbours' middles are 1 away, half of the fading pixel; the corners 1.41 away, 0.09 of it.
    expect([...painted].map((value) => Math.round(value * 100) / 100)).toEqual([
      ...[0.09, 0.5, 0.09],
      ...[0.5, 1, 0.5],
      ...[0.09, 0.5, 0.09],
    ]);
  });

  it('covers the whole way from one place to another', () => {
    const painted = paint(
      new Float32Array(9),
      size,
      { x: 0.5, y: 0.5 },
      { x: 2.5, y: 0.5 },
      { radius: 0, ink: 1 },
    );
    expect([...painted]).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('never takes ink away, unless it rubs out', () => {
    const full = new Float32Array(9).fill(1);
    expect(paint(full, size, middle, middle, { radius: 0, ink: 0.5 })).toEqual(full);
    expect([...paint(full, size, middle, middle, { radius: 0, ink: 0 })]).toEqual([
      1, 1, 1, 1, 0, 1, 1, 1, 1,
    ]);
  });
});
