import { describe, expect, it } from 'vitest';
import { areaOf, cellsOf } from './tessellation.ts';

describe('the cells of points', () => {
  it('are the four quarters of the square for the four middles of its quarters', () => {
    const cells = cellsOf([
      [0.25, 0.25],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.75, 0.75],
    ]);
    const sorted = cells.map((corners) => corners.toSorted(([a, b], [c, d]) => a - c || b - d));
    expect(sorted[1]).toEqual([
      [0.5, 0],
      [0.5, 0.5],
      [1, 0],
      [1, 0.5],
    ]);
    expect(cells.map(areaOf)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('fill the square between them', () => {
    const points = Array.from({ length: 30 }, (_, i) => [(i * 0.37) % 1, (i * 0.61) % 1] as const);
    expect(cellsOf(points).reduce((sum, corners) => sum + areaOf(corners), 0)).toBeCloseTo(1, 9);
  });
});
