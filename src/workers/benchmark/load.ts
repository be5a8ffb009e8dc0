import { Benchmark } from '../../search/benchmark/benchmark.ts';
import { TestFigures } from '../../search/benchmark/testFigures.ts';
import { type Fetcher, fetchFile } from '../datasets/fetchFile.ts';

/** From the page's folder. */
const FOLDER = 'benchmark/';

/**
 * The table that comes with the page.
 *
 * @param baseUrl the page's folder, absolute, ending in a slash
 * @throws with a sentence for a person
 */
export async function loadBenchmark(baseUrl: string, fetcher: Fetcher = fetch): Promise<Benchmark> {
  const read = Benchmark.read(await unpacked(new URL(`${FOLDER}mnist1d-bench.bin`, baseUrl), fetcher));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** What its networks score on the test split, for reports only. @throws with a sentence for a person */
export async function loadTestFigures(
  benchmark: Benchmark,
  baseUrl: string,
  fetcher: Fetcher = fetch,
): Promise<TestFigures> {
  const file = await unpacked(new URL(`${FOLDER}mnist1d-bench-test.bin`, baseUrl), fetcher);
  const read = TestFigures.read(file, benchmark);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

async function unpacked(url: URL, fetcher: Fetcher): Promise<Uint8Array> {
  const fetched = await fetchFile(url, fetcher);
  if (!fetched.ok) throw new Error(fetched.error.message);
  try {
    const stream = new Blob([fetched.value]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Error(`${url.href} is not a whole gzip file: reload the page to fetch it anew.`);
  }
}
