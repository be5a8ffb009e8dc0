import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import { EDGES, liveEdges } from '../spaces/cell.ts';
import { SPACES } from '../spaces/index.ts';
import { mixtureFactor, relaxationExamples, scoreExamples } from './cost.ts';

describe('what a supernet costs', () => {
  it.each([
    ['sequences', [40, 1]],
    ['images', [28, 28, 1]],
  ])(
    'has a mixture take what a cell of convolutions alone takes, by the sandbox’s FLOPs: %s',
    async (_, inputShape) => {
      const task = { inputShape, classes: 10 };
      const flopsOf = async (cell: readonly number[]) => {
        const compiled = await new QuickJsCompiler().compile(SPACES.cell.render(cell, task), task);
        return compiled.ok ? compiled.value.flops : NaN;
      };
      // The FLOPs of a cell are those of its convolutions, and linear in their number.
      const full = await flopsOf([2, 2, 2, 2, 2, 2]);
      const bare = await flopsOf([0, 0, 0, 1, 0, 0]);
      const ratio = full / (bare + ((full - bare) * meanConvolutions()) / EDGES.length);
      expect(mixtureFactor(task) / ratio).toBeCloseTo(1, 1);
    },
  );

  it('counts a relaxed step as its passes over batches of 64', () => {
    const task = { inputShape: [40, 1], classes: 10 };
    expect(relaxationExamples(1, 'first', task)).toBeCloseTo(2 * 64 * mixtureFactor(task), 9);
    expect(relaxationExamples(10, 'second', task)).toBeCloseTo(10 * 5 * 64 * mixtureFactor(task), 9);
    expect(scoreExamples(3, 500)).toBe(500);
  });
});

/** By brute force over all 4,096 genotypes, with ways found by walking. */
function meanConvolutions(): number {
  let [cells, convolutions] = [0, 0];
  for (let code = 0; code < 4 ** EDGES.length; code++) {
    const cell = EDGES.map((_, edge) => Math.floor(code / 4 ** edge) % 4);
    const onWays = new Set<number>();
    const walk = (node: number, way: readonly number[]) => {
      if (node === 3) way.forEach((edge) => onWays.add(edge));
      EDGES.forEach(({ from, to }, edge) => {
        if (from === node && cell[edge] !== 0) walk(to, [...way, edge]);
      });
    };
    walk(0, []);
    expect(new Set(liveEdges(cell))).toEqual(onWays);
    if (onWays.size === 0) continue;
    cells += 1;
    convolutions += [...onWays].filter((edge) => cell[edge] === 2).length;
  }
  return convolutions / cells;
}
