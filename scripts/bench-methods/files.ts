/** The benchmark as it lies in the project, read as the page reads it. */
import { readFile } from 'node:fs/promises';
import { loadBenchmark, loadTestFigures } from '../../src/workers/benchmark/load.ts';

const PUBLIC = new URL('../../public/', import.meta.url).href;

const fromDisk = async (url: URL): Promise<Response> => new Response(await readFile(url));

/** @throws with a sentence for a person */
export async function readBenchmark() {
  const benchmark = await loadBenchmark(PUBLIC, fromDisk);
  return { benchmark, test: await loadTestFigures(benchmark, PUBLIC, fromDisk) };
}
