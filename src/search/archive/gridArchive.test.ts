import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { anArchitecture } from '../testing/architectures.ts';
import { ARCHIVE_SIZE, GridArchive } from './gridArchive.ts';
import { ARCHIVE_AXES, measuresOf } from './measures.ts';

describe('the archive', () => {
  it('takes the first candidate of a niche, then only better ones', () => {
    const archive = new GridArchive();
    expect(archive.place(1, 0.5, [0.31, 0.99])).toEqual({ cell: [3, 9], kind: 'new' });
    expect(archive.place(2, 0.4, [0.35, 0.95])).toEqual({
      cell: [3, 9],
      kind: 'kept-incumbent',
      incumbent: 1,
    });
    expect(archive.place(3, 0.6, [0.39, 0.91])).toEqual({ cell: [3, 9], kind: 'improved', incumbent: 1 });
    expect(archive.place(4, 0.5, [0.35, 0.95])).toEqual({
      cell: [3, 9],
      kind: 'kept-incumbent',
      incumbent: 3,
    });
  });

  it('keeps the incumbent on a tie', () => {
    const archive = new GridArchive();
    archive.place(1, 0.5, [0, 0]);
    expect(archive.place(2, 0.5, [0, 0]).kind).toBe('kept-incumbent');
  });

  it('agrees with a search through all candidates', () => {
    const rng = new Rng('archive');
    const archive = new GridArchive();
    const placed = Array.from({ length: 500 }, (_, index) => {
      const measures = [rng.float(), rng.float()] as const;
      const fitness = rng.float();
      const { cell } = archive.place(index + 1, fitness, measures);
      return { measures, fitness, cell };
    });
    let best = 0;
    let filled = 0;
    for (let column = 0; column < ARCHIVE_SIZE; column++) {
      for (let row = 0; row < ARCHIVE_SIZE; row++) {
        const inside = placed.filter(
          ({ measures: [x, y] }) =>
            x >= column / 10 && x < (column + 1) / 10 && y >= row / 10 && y < (row + 1) / 10,
        );
        for (const { cell } of inside) expect(cell).toEqual([column, row]);
        if (inside.length > 0) filled += 1;
        best += Math.max(0, ...inside.map(({ fitness }) => fitness));
      }
    }
    expect(archive.coverage).toBeCloseTo(filled / 100, 12);
    expect(archive.qdScore).toBeCloseTo(best, 10);
  });
});

describe('the measures', () => {
  it('lie between the bounds on a log scale', () => {
    // 10^5.5 is half way from 10^3 to 10^8; 10 is half way from 1 to 100.
    const [flops, width] = measuresOf(anArchitecture('a', { flops: 10 ** 5.5, widthToDepth: 10 }));
    expect(flops).toBeCloseTo(0.5, 12);
    expect(width).toBeCloseTo(0.5, 12);
  });

  it('are clipped to the outermost niches', () => {
    expect(measuresOf(anArchitecture('a', { flops: 0, widthToDepth: 1e6 }))).toEqual([0, 1]);
    expect(new GridArchive().place(1, 0.5, [1, 1]).cell).toEqual([9, 9]);
  });

  it('name ticks within their bounds', () => {
    for (const { bounds, ticks } of ARCHIVE_AXES)
      for (const tick of ticks) expect(tick >= bounds[0] && tick <= bounds[1]).toBe(true);
  });
});
