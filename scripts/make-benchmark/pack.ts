/** Reads all files of records and writes the benchmark where the page finds it. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parse } from 'valibot';
import {
  type BenchmarkCard,
  type BenchmarkEnvironment,
  cardSchema,
} from '../../src/search/benchmark/card.ts';
import { BENCHMARK_TASK } from '../../src/search/benchmark/task.ts';
import { generateMnist1d } from '../../src/search/data/mnist1d/generate.ts';
import { splitBySeed } from '../../src/search/data/split.ts';
import { NETWORK_PROXIES } from '../../src/search/estimators/proxies.ts';
import { cellNetworks } from '../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../src/search/spaces/cell.ts';
import { encodeBenchmark } from './encode.ts';
import { DATA, EPOCHS, FIDELITIES, SEEDS, TRAINING } from './plan.ts';
import type { NetworkRecord } from './record.ts';

export const RECORDS = new URL('../../benchmark-records/', import.meta.url);

/** @param most networks, in the order of the plan: a sample where it is fewer than there are */
export function packBenchmark(folder: URL, most = Infinity): void {
  const { networks, environments } = readRecords();
  if (networks.size === 0) throw new Error('There are no records yet.');
  const space = cellNetworks(BENCHMARK);
  const chosen = new Set([...networks.keys()].slice(0, most));
  // In the order of the space, so that a table does not hang on the order in which networks were trained.
  const records = space.flatMap(({ key }) => (chosen.has(key) ? (networks.get(key) ?? []) : []));
  const card = cardOf(records, space.length, environments);
  const { table, test } = encodeBenchmark(card, records);
  mkdirSync(folder, { recursive: true });
  const packed = [table, test].map((file) => gzipSync(file, { level: 9 }));
  for (const [at, name] of ['mnist1d-bench.bin', 'mnist1d-bench-test.bin'].entries())
    writeFileSync(new URL(name, folder), packed[at] ?? '');
  const bytes = packed.map(({ length }) => length).join(' and ');
  console.error(`${records.length} of ${space.length} networks, in files of ${bytes} bytes.`);
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
        const { at: _, ...environment } = record.environment;
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
  if (!data.ok) throw new Error(data.error.message);
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
