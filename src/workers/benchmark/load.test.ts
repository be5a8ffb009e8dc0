import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { benchmarkFiles, rising } from '../../search/testing/benchmarks.ts';
import { loadBenchmark, loadTestFigures } from './load.ts';

const BASE = 'http://page.example/somewhere/';
const { table, test } = benchmarkFiles(rising, 8);

/** A server with these files in its folder. */
const serving =
  (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) =>
  async ({ href }: URL): Promise<Response> => {
    const file = files[href.replace(`${BASE}benchmark/`, '')];
    return file ? new Response(file) : new Response('none', { status: 404 });
  };

const packed = (file: Uint8Array) => new Uint8Array(gzipSync(file));

/** As if these files were those that the page was built with. */
const sealOf = (files: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, file]) => [
      `benchmark/${name}`,
      createHash('sha256').update(file).digest('hex'),
    ]),
  );

const TABLE = { 'mnist1d-bench.bin': packed(table) };
const FIGURES = { 'mnist1d-bench-test.bin': packed(test) };
const load = (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>, seal = sealOf(files)) =>
  loadBenchmark(BASE, serving(files), seal);

describe('the benchmark that comes with the page', () => {
  it('is fetched from beside it and unpacked, and its test figures from a file of their own', async () => {
    const benchmark = await load(TABLE);
    expect(benchmark.size).toBe(8);
    const figures = await loadTestFigures(benchmark, BASE, serving(FIGURES), sealOf(FIGURES));
    expect(figures.accuracy(3, 0)).toBe((rising(3, 0, 3).correct - 1) / 1000);
  });

  it('says what is wrong with a file that is missing, cut off or another', async () => {
    const own = (file: Uint8Array) => load({ 'mnist1d-bench.bin': packed(file) });
    await expect(load({})).rejects.toThrow('The server has no http://page.example/somewhere/benchmark/');
    const whole = packed(table);
    await expect(load({ 'mnist1d-bench.bin': whole.slice(0, whole.length - 20) })).rejects.toThrow(
      'not a whole gzip file',
    );
    await expect(own(table.slice(0, table.length - 1))).rejects.toThrow('sha256 differs');
    await expect(own(Uint8Array.from([1, 2, 3]))).rejects.toThrow('not a file of a benchmark');
  });

  it('is not read when it is not the file that the page was built with, though it be whole', async () => {
    const other = { 'mnist1d-bench.bin': packed(benchmarkFiles(() => ({ correct: 5, loss: 1 }), 8).table) };
    const words = /is not the file that belongs to this page .* reload the page/;
    await expect(load(other, sealOf(TABLE))).rejects.toThrow(words);
    const benchmark = await load(TABLE);
    await expect(loadTestFigures(benchmark, BASE, serving(FIGURES))).rejects.toThrow(words);
  });

  it('takes no test figures of another table', async () => {
    const benchmark = await load(TABLE);
    const other = {
      'mnist1d-bench-test.bin': packed(benchmarkFiles(() => ({ correct: 5, loss: 1 }), 8).test),
    };
    await expect(loadTestFigures(benchmark, BASE, serving(other), sealOf(other))).rejects.toThrow(
      'of another benchmark',
    );
  });
});
