import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import type { Topology } from '../domain.ts';
import { Rng } from '../random/rng.ts';
import { canonicalCell } from '../spaces/canonicalCell.ts';
import { BENCHMARK, CELL } from '../spaces/cell.ts';
import { enumerate } from '../spaces/enumerate.ts';
import { formulaOf } from './formula.ts';
import { BENCHMARK_TASK } from './task.ts';

const compiler = new QuickJsCompiler();

async function graphOf(source: string): Promise<Topology> {
  const compiled = await compiler.compile(source, BENCHMARK_TASK);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.value.topology;
}

/** Every operation, a sum and a convolution that is used twice. */
const PROGRAM = BENCHMARK.render([2, 1, 3, 1, 2, 1], BENCHMARK_TASK);

describe('the cell of a network, read from its graph', () => {
  it('is the cell that its program was rendered from', async () => {
    const cells = new Rng('graphs').sample([...enumerate(BENCHMARK)], 60);
    for (const cell of cells)
      expect(formulaOf(await graphOf(BENCHMARK.render(cell, BENCHMARK_TASK)))).toBe(
        canonicalCell(BENCHMARK, cell),
      );
  });

  it.each([
    ['another width', '8', '12'],
    ['another kernel', 'kernelSize: 3', 'kernelSize: 2'],
    ['another activation', "activation: 'relu'", "activation: 'elu'"],
    ['an initialiser', 'kernelSize: 3', "kernelInitializer: 'zeros', kernelSize: 3"],
    ['no biases', 'kernelSize: 3', 'useBias: false, kernelSize: 3'],
    ['another end', 'globalAveragePooling1d', 'globalMaxPooling1d'],
    ['a product for a sum', 'layers.add', 'layers.multiply'],
    [
      'a layer more before the end',
      'x = tf.layers.global',
      'x = tf.layers.dropout({ rate: 0.5 }).apply(x); x = tf.layers.global',
    ],
    ['another cell in the second stage', 'x = cell(x, 16);', 'x = tf.layers.add().apply([x, x]);'],
  ])('is none of the space with %s', async (_, text, other) => {
    expect(formulaOf(await graphOf(PROGRAM))).not.toBe(undefined);
    const changed = PROGRAM.replaceAll(text, other);
    expect(changed).not.toBe(PROGRAM);
    expect(formulaOf(await graphOf(changed))).toBe(undefined);
  });

  it('is none of the space with its pooling', async () => {
    expect(formulaOf(await graphOf(CELL.render([3, 0, 0, 0, 1, 0], BENCHMARK_TASK)))).toBe(undefined);
  });
});
