import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { ScriptedRng } from '../testing/scriptedRng.ts';
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

describe('one step of Lloyd’s', () => {
  it('is what k-means by hand makes of the same points', () => {
    // Two points are their own centroids, and a third one takes the nearer of them half way.
    const scripted = new ScriptedRng([], [0.1, 0.1, 0.9, 0.9, 0.3, 0.1]);
    expect(centroidsOf(2, scripted, 3)).toEqual([
      [(0.1 + 0.3) / 2, 0.1],
      [0.9, 0.9],
    ]);
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

  const HALVES: readonly Point[] = [
    [0.25, 0.5],
    [0.75, 0.5],
  ];

  it('keeps the fittest of each niche, and the incumbent on a tie', () => {
    const archive = new CvtArchive<string>(HALVES);
    expect(archive.place([0.1, 0.1], -2, 'first')).toEqual({ niche: 0, kind: 'new' });
    expect(archive.place([0.2, 0.9], -2, 'equal')).toEqual({ niche: 0, kind: 'kept-incumbent' });
    expect(archive.place([0.2, 0.9], -1, 'better')).toEqual({ niche: 0, kind: 'improved' });
    expect(archive.size).toBe(1);
    archive.place([0.9, 0.9], -3, 'other');
    expect(archive.ranked.map(({ value }) => value)).toEqual(['better', 'other']);
    expect(archive.size).toBe(2);
  });

  it('keeps the newcomer on a tie where it is told to, but no worse one', () => {
    const archive = new CvtArchive<string>(HALVES, 'newcomer');
    archive.place([0.1, 0.1], 1, 'first');
    expect(archive.place([0.1, 0.1], 1, 'equal').kind).toBe('improved');
    expect(archive.place([0.1, 0.1], 0, 'worse').kind).toBe('kept-incumbent');
    expect(archive.niches.get(0)).toEqual({ fitness: 1, value: 'equal' });
  });

  it('ranks the niche that was filled earlier first on a tie, whoever has it now', () => {
    const archive = new CvtArchive<string>(HALVES);
    archive.place([0.9, 0.5], -2, 'first');
    archive.place([0.1, 0.5], -1, 'second');
    archive.place([0.9, 0.5], -1, 'third');
    expect(archive.ranked.map(({ value }) => value)).toEqual(['third', 'second']);
  });

  it('puts something as fit in an elite’s place, but nothing where there is none', () => {
    const archive = new CvtArchive<string>(HALVES);
    archive.place([0.9, 0.5], 0.5, 'before');
    archive.change(1, 'after');
    expect([...archive.niches]).toEqual([[1, { fitness: 0.5, value: 'after' }]]);
    expect(() => archive.change(0, 'after')).toThrow('niche 0 is empty');
  });
});
