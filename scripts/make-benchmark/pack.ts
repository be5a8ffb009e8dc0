/** Reads all files of records and writes the benchmark where the page finds it. */
import { ToldError } from '../../src/search/told/toldError.ts';
import { english } from '../../src/search/told/english.ts';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { format } from 'prettier';
import { parse } from 'valibot';
import { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import {
  type BenchmarkCard,
  type BenchmarkEnvironment,
  cardSchema,
  environmentSchema,
} from '../../src/search/benchmark/card.ts';
import { BENCHMARK_TASK } from '../../src/search/benchmark/task.ts';
import { generateMnist1d } from '../../src/search/data/mnist1d/generate.ts';
import { splitBySeed } from '../../src/search/data/split.ts';
import { NETWORK_PROXIES } from '../../src/search/estimators/proxies.ts';
import { cellNetworks } from '../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../src/search/spaces/cell.ts';
import { cardDocument } from './cardDocument.ts';
import { encodeBenchmark } from './encode.ts';
import { seal } from '../../src/workers/shipped/seal.mjs';
import { DATA, EPOCHS, FIDELITIES, SEEDS, TRAINING } from './plan.ts';
import type { NetworkRecord } from './record.ts';

export const RECORDS = new URL('../../benchmark-records/', import.meta.url);
const PUBLISHED = new URL('../../public/benchmark/', import.meta.url);
const DOCUMENT = new URL('../../docs/benchmark-card.md', import.meta.url);

/** @throws with a sentence for a person */
export async function packBenchmark(): Promise<void> {
  const { networks, environments } = readRecords();
  if (networks.size === 0) throw new Error('There are no records yet.');
  const space = cellNetworks(BENCHMARK);
  // In the order of the space, so that a table does not hang on the order in which networks were trained.
  const records = space.flatMap(({ key }) => networks.get(key) ?? []);
  const card = cardOf(records, space.length, environments);
  const { table, test } = encodeBenchmark(card, records);
  mkdirSync(PUBLISHED, { recursive: true });
  const write = (name: string, file: Uint8Array) => {
    const packed = gzipSync(file, { level: 9 });
    writeFileSync(new URL(name, PUBLISHED), packed);
    return packed.length;
  };
  const sizes = [write('mnist1d-bench.bin', table), write('mnist1d-bench-test.bin', test)] as const;
  seal();
  const read = Benchmark.read(table);
  if (!read.ok) throw new ToldError(read.error.message);
  writeFileSync(DOCUMENT, await format(cardDocument(read.value, sizes), { parser: 'markdown' }));
  console.error(`${records.length} of ${space.length} networks, in files of ${sizes.join(' and ')} bytes.`);
}

/** Networks in the order in which they were trained, shard by shard. */
function readRecords() {
  const networks = new Map<string, NetworkRecord>();
  const environments = new Map<string, BenchmarkEnvironment>();
  const files = readdirSync(RECORDS).filter((name) => name.endsWith('.jsonl'));
  for (const name of files.toSorted()) {
    const [, ...lines] = readFileSync(new URL(name, RECORDS), 'utf8').trimEnd().split('\n');
    for (const line of lines) {
      const record = JSON.parse(line) as
        NetworkRecord | { environment: BenchmarkEnvironment & { at: string } };
      if ('key' in record) networks.set(record.key, record);
      else {
        // Without its time, by which each start would be an environment of its own.
        const environment = parse(environmentSchema, record.environment);
        environments.set(JSON.stringify(environment), environment);
      }
    }
  }
  return { networks, environments: [...environments.values()] };
}

function cardOf(
  records: readonly NetworkRecord[],
  planned: number,
  environments: readonly BenchmarkEnvironment[],
): BenchmarkCard {
  const { dataset } = DATA;
  if (dataset.id !== 'mnist1d') throw new Error('The benchmark is of MNIST-1D.');
  const data = generateMnist1d(dataset);
  if (!data.ok) throw new Error(english(data.error.message));
  const { train, validation } = splitBySeed(data.value.train.y, DATA.validationFraction, DATA.seed);
  const days = records.map(({ at }) => at.slice(0, 10)).toSorted();
  return parse(cardSchema, {
    name: 'MNIST-1D-Bench',
    space: BENCHMARK.id,
    ...BENCHMARK_TASK,
    dataset,
    validationFraction: DATA.validationFraction,
    splitSeed: DATA.seed,
    examples: { train: train.length, validation: validation.length, test: data.value.test.y.length },
    training: TRAINING,
    seeds: SEEDS,
    passes: EPOCHS,
    stepsPerPass: train.length / TRAINING.batchSize,
    fidelities: FIDELITIES,
    proxies: NETWORK_PROXIES,
    networks: records.length,
    planned,
    environments,
    made: [days[0], days.at(-1)],
  });
}
