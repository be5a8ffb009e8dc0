import { ToldError } from '../../search/told/toldError.ts';
import { Benchmark } from '../../search/benchmark/benchmark.ts';
import { TestFigures } from '../../search/benchmark/testFigures.ts';
import type { Fetcher } from '../datasets/fetchFile.ts';
import { SEAL, type Seal, fetchSealed } from '../shipped/fetchSealed.ts';

/** From the page's folder. */
const TABLE = 'benchmark/mnist1d-bench.bin';
const TEST = 'benchmark/mnist1d-bench-test.bin';

/**
 * The table that comes with the page.
 *
 * @param baseUrl the page's folder, absolute, ending in a slash
 * @param seal hashes of the files that belong to this page
 * @throws ToldError
 */
export async function loadBenchmark(
  baseUrl: string,
  fetcher: Fetcher = fetch,
  seal: Seal = SEAL,
): Promise<Benchmark> {
  const read = Benchmark.read(await unpacked(new URL(TABLE, baseUrl), seal[TABLE], fetcher));
  if (!read.ok) throw new ToldError(read.error.message);
  return read.value;
}

/** What its networks score on the test split, for reports only. @throws ToldError */
export async function loadTestFigures(
  benchmark: Benchmark,
  baseUrl: string,
  fetcher: Fetcher = fetch,
  seal: Seal = SEAL,
): Promise<TestFigures> {
  const file = await unpacked(new URL(TEST, baseUrl), seal[TEST], fetcher);
  const read = TestFigures.read(file, benchmark);
  if (!read.ok) throw new ToldError(read.error.message);
  return read.value;
}

async function unpacked(url: URL, expected: string | undefined, fetcher: Fetcher): Promise<Uint8Array> {
  const fetched = await fetchSealed(url, expected, fetcher);
  if (!fetched.ok) throw new ToldError(fetched.error.message);
  try {
    const stream = new Blob([fetched.value]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new ToldError({ kind: 'benchmark-not-gzip', address: url.href });
  }
}
