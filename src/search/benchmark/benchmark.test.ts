import { describe, expect, it } from 'vitest';
import { BENCHMARK } from '../spaces/cell.ts';
import { aBenchmark, benchmarkFiles, rising, testFiguresOf } from '../testing/benchmarks.ts';
import { Benchmark } from './benchmark.ts';
import { TestFigures } from './testFigures.ts';

const faultOf = (file: Uint8Array) => {
  const read = Benchmark.read(file);
  return read.ok ? 'none' : read.error.kind;
};

const replaced = (file: Uint8Array, text: string, by: string): Uint8Array => {
  const letters = String.fromCharCode(...file.subarray(0, 4000));
  const at = letters.indexOf(text);
  const head = Uint8Array.from(letters.slice(0, at) + by, (letter) => letter.charCodeAt(0));
  return Uint8Array.from([...head, ...file.subarray(at + text.length)]);
};

describe('a benchmark', () => {
  const { table, test, networks } = benchmarkFiles();
  const benchmark = aBenchmark();

  it('finds a network by any of its cells, and none by a cell that is none', () => {
    for (const [place, { cells, genotype }] of networks.entries()) {
      expect(cells.map((cell) => benchmark.indexOf(cell))).toEqual(cells.map(() => place));
      expect(benchmark.genotype(place)).toEqual(genotype);
    }
    expect(benchmark.indexOf(BENCHMARK.slots.map(() => 0))).toBe(undefined);
  });

  it('knows of each network what was written', () => {
    for (const network of [0, 1, 500, 1009]) {
      expect(benchmark.params(network)).toBe(1000 + network);
      expect(benchmark.flops(network)).toBe(100 * (1000 + network));
      expect(Number.parseInt(benchmark.graphHash(network), 16)).toBe(network);
      for (const [training, pass] of [
        [0, 0],
        [2, 3],
      ] as const) {
        const point = benchmark.curve(network, training)[pass];
        const { correct, loss } = rising(network, training, pass);
        expect(point).toMatchObject({ epoch: pass + 1, step: 30 * (pass + 1), valAccuracy: correct / 1000 });
        expect(point?.valLoss).toBeCloseTo(loss, 3);
        expect(point?.trainLoss).toBeCloseTo(loss, 3);
      }
    }
  });

  it('scores a training by its best pass up to there: of equals by the lower loss, then the earlier', () => {
    const passes = [
      { correct: 500, loss: 1.5 },
      { correct: 600, loss: 1.2 },
      { correct: 600, loss: 1.0 },
      { correct: 550, loss: 0.5 },
    ];
    const wavy = aBenchmark((_, _training, pass) => passes[pass] ?? { correct: 0, loss: 0 }, 3);
    expect(wavy.score(0, 0, 1)).toMatchObject({ valAccuracy: 0.5, bestEpoch: 1 });
    expect(wavy.score(0, 0, 2)).toMatchObject({ valAccuracy: 0.6, bestEpoch: 2 });
    expect(wavy.score(0, 0)).toMatchObject({ valAccuracy: 0.6, bestEpoch: 3 });
    const level = aBenchmark(() => ({ correct: 300, loss: 1 }), 3);
    expect(level.score(0, 0)).toMatchObject({ valAccuracy: 0.3, bestEpoch: 1 });
  });

  it('averages over the seeds, and measures regret by the best of these means', () => {
    // Of the last pass: 250 and half the place, and 0, 10, 20 by seed.
    expect(benchmark.meanAccuracy(7)).toBeCloseTo(0.263, 10);
    expect(benchmark.best).toEqual({ network: 1008, accuracy: expect.closeTo(0.764, 10) as number });
    expect(benchmark.regret(7)).toBeCloseTo(0.501, 10);
    expect(benchmark.regret(1008)).toBe(0);
  });

  it('adds up what a training takes: 1 ms a step, 2 ms an evaluation, 5 ms to build', () => {
    expect(benchmark.trainingMs(3, 2)).toEqual({ trainMs: 2 * 30 + 2 * 2, buildMs: 5 });
    expect(benchmark.measuredMs(3, 1)).toBe(150);
  });

  it('tells of proxies that were measured, with no value where there was none', () => {
    expect(benchmark.probe(4, ['grad_norm', 'synflow'])).toEqual({
      grad_norm: { value: 4, ms: 3 },
      synflow: { value: 7, ms: 4 },
    });
    expect(benchmark.probe(5, ['synflow', 'snip'])).toEqual({ synflow: { ms: 4 } });
  });

  it('keeps what networks score on the test split in a file of its own', () => {
    const figures = testFiguresOf(benchmark, test);
    expect(figures.accuracy(7, 2)).toBe((rising(7, 2, 3).correct - 1) / 1000);
    expect(figures.loss(7, 2)).toBeCloseTo(1.7, 3);
    expect(figures.best.network).toBe(1008);
    expect(figures.regret(7)).toBeCloseTo(0.501, 10);
  });

  it('can be of a part of the space', () => {
    const part = aBenchmark(rising, 20);
    expect(part.size).toBe(20);
    expect(part.indexOf(networks[19]?.genotype ?? [])).toBe(19);
    expect(part.indexOf(networks[20]?.genotype ?? [])).toBe(undefined);
  });

  it('refuses a file that is something else, cut off, changed or of another version', () => {
    expect(faultOf(new Uint8Array())).toBe('foreign');
    expect(faultOf(Uint8Array.from('NASRUN 1 2\n', (letter) => letter.charCodeAt(0)))).toBe('foreign');
    expect(faultOf(replaced(table, 'NASBENCH 1', 'NASBENCH 2'))).toBe('version');
    expect(faultOf(table.subarray(0, 300))).toBe('card');
    expect(faultOf(table.subarray(0, table.length - 1))).toBe('hash');
    expect(faultOf(table.with(table.length - 1, 1 + (table.at(-1) ?? 0)))).toBe('hash');
    expect(faultOf(replaced(table, '"name":"a benchmark by rule",', ''))).toBe('card');
    expect(faultOf(replaced(table, '"networks":1010', '"networks":1009'))).toBe('length');
  });

  it('refuses a table in which a network stands twice or is none of the space', () => {
    const [first] = networks;
    if (!first) throw new Error('no networks');
    const twice = benchmarkFiles(rising, 3, (place, genotype) => (place === 1 ? first.genotype : genotype));
    expect(faultOf(twice.table)).toBe('networks');
    const none = benchmarkFiles(rising, 3, (place, genotype) =>
      place === 1 ? [0, 0, 0, 0, 0, 0] : genotype,
    );
    expect(faultOf(none.table)).toBe('networks');
  });

  it('refuses test figures that belong to another table', () => {
    const other = benchmarkFiles(() => ({ correct: 1, loss: 1 }));
    const read = TestFigures.read(other.test, benchmark);
    expect(read.ok || read.error.kind).toBe('pair');
    const foreign = TestFigures.read(table, benchmark);
    expect(foreign.ok || foreign.error.kind).toBe('pair');
  });
});
