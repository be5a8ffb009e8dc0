import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { CvtArchive, type Point, centroidsOf, nearest } from './cvt.ts';

const random = (rng: Rng): Point => [rng.float(), rng.float()];

describe('the centroids of a tessellation', () => {
  const centroids = centroidsOf(16, new Rng(1), 4000);

  it('are as many as asked for, within the unit square, and the same under the same seed', () => {
    expect(centroids).toHaveLength(16);
    expect(centroids.flat().every((each) => each >= 0 && each <= 1)).toBe(true);
    expect(centroidsOf(16, new Rng(1), 4000)).toEqual(centroids);
    expect(centroidsOf(16, new Rng(2), 4000)).not.toEqual(centroids);
  });

  it('lie near the means of their own cells, as Lloyd’s condition has it', () => {
    const rng = new Rng(3);
    const cells = centroids.map(() => [] as Point[]);
    for (let i = 0; i < 40_000; i++) {
      const point = random(rng);
      cells[nearest(centroids, point)]?.push(point);
    }
    cells.forEach((cell, i) => {
      const [x = 0, y = 0] = centroids[i] ?? [];
      const mean = (axis: 0 | 1) => cell.reduce((sum, point) => sum + point[axis], 0) / cell.length;
      expect(Math.hypot(mean(0) - x, mean(1) - y)).toBeLessThan(0.04);
      // A sixteenth of the square each, give or take.
      expect(cell.length / 40_000).toBeGreaterThan(0.03);
      expect(cell.length / 40_000).toBeLessThan(0.11);
    });
  });
});

describe('a CVT archive', () => {
  it('puts each network in the niche of the nearest centroid', () => {
    const rng = new Rng(4);
    const centroids = Array.from({ length: 9 }, () => random(rng));
    const archive = new CvtArchive<number>(centroids);
    for (let i = 0; i < 200; i++) {
      const point = random(rng);
      const distances = centroids.map(([x, y]) => Math.hypot(x - point[0], y - point[1]));
      expect(archive.place(point, i, i).niche).toBe(distances.indexOf(Math.min(...distances)));
    }
  });

  it('keeps the fittest of each niche, and the incumbent on a tie', () => {
    const archive = new CvtArchive<string>([
      [0.25, 0.5],
      [0.75, 0.5],
    ]);
    expect(archive.place([0.1, 0.1], -2, 'first')).toEqual({ niche: 0, kind: 'new' });
    expect(archive.place([0.2, 0.9], -2, 'equal')).toEqual({ niche: 0, kind: 'kept-incumbent' });
    expect(archive.place([0.2, 0.9], -1, 'better')).toEqual({ niche: 0, kind: 'improved' });
    expect(archive.coverage).toBe(0.5);
    archive.place([0.9, 0.9], -3, 'other');
    expect(archive.ranked.map(({ value }) => value)).toEqual(['better', 'other']);
    expect(archive.coverage).toBe(1);
  });
});
