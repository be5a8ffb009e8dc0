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

describe('the benchmark that comes with the page', () => {
  it('is fetched from beside it and unpacked, and its test figures from a file of their own', async () => {
    const benchmark = await loadBenchmark(BASE, serving({ 'mnist1d-bench.bin': packed(table) }));
    expect(benchmark.size).toBe(8);
    const figures = await loadTestFigures(
      benchmark,
      BASE,
      serving({ 'mnist1d-bench-test.bin': packed(test) }),
    );
    expect(figures.accuracy(3, 0)).toBe((rising(3, 0, 3).correct - 1) / 1000);
  });

  it('says what is wrong with a file that is missing, cut off or another', async () => {
    const load = (file?: Uint8Array<ArrayBuffer>) =>
      loadBenchmark(BASE, serving(file ? { 'mnist1d-bench.bin': file } : {}));
    await expect(load()).rejects.toThrow('The server has no http://page.example/somewhere/benchmark/');
    const whole = packed(table);
    await expect(load(whole.slice(0, whole.length - 20))).rejects.toThrow('not a whole gzip file');
    await expect(load(packed(table.slice(0, table.length - 1)))).rejects.toThrow('sha256 differs');
    await expect(load(packed(Uint8Array.from([1, 2, 3])))).rejects.toThrow('not a file of a benchmark');
  });

  it('takes no test figures of another table', async () => {
    const benchmark = await loadBenchmark(BASE, serving({ 'mnist1d-bench.bin': packed(table) }));
    const other = packed(benchmarkFiles(() => ({ correct: 5, loss: 1 }), 8).test);
    await expect(
      loadTestFigures(benchmark, BASE, serving({ 'mnist1d-bench-test.bin': other })),
    ).rejects.toThrow('of another benchmark');
  });
});
