/** Benchmarks whose every figure is known by a rule. */
import { parse } from 'valibot';
import { ToldError } from '../told/toldError.ts';
import { Benchmark } from '../benchmark/benchmark.ts';
import { type BenchmarkCard, cardSchema } from '../benchmark/card.ts';
import { LOSS_UNIT, TABLE, TEST, layOut, takeApart } from '../benchmark/layout.ts';
import { BENCHMARK_TASK } from '../benchmark/task.ts';
import { TestFigures } from '../benchmark/testFigures.ts';
import { cellNetworks } from '../spaces/canonicalCell.ts';
import { BENCHMARK } from '../spaces/cell.ts';
import type { Genotype } from '../spaces/space.ts';

/** What the rule says of a network by its place in the space's order, a training and a pass, both from 0. */
export type Rule = (
  network: number,
  training: number,
  pass: number,
) => { readonly correct: number; readonly loss: number };

/** Networks in the space's order score more and more, every training a little more, every pass a little more. */
export const rising: Rule = (network, training, pass) => ({
  correct: 100 + Math.floor(network / 2) + 10 * training + 50 * pass,
  loss: 2 - 0.1 * pass,
});

const PASSES = 4;
const SEEDS = [1, 2, 3];
const EXAMPLES = { train: 3000, validation: 1000, test: 1000 };

export const aCard = (networks: number): BenchmarkCard =>
  parse(cardSchema, {
    name: 'a benchmark by rule',
    space: 'benchmark',
    ...BENCHMARK_TASK,
    dataset: { id: 'mnist1d' },
    validationFraction: 0.25,
    splitSeed: 1,
    examples: EXAMPLES,
    training: { schedule: 'constant', batchSize: 100, length: { unit: 'epochs', count: PASSES } },
    seeds: SEEDS,
    passes: PASSES,
    stepsPerPass: 30,
    fidelities: [1, 2, 4],
    proxies: ['grad_norm', 'synflow'],
    networks,
    planned: networks,
    environments: [],
    made: ['2026-01-01', '2026-01-02'],
  });

/**
 * Every network of the space, or the first so many. Parameters are 1,000 and the network's place, FLOPs a hundred times
 * that, the gradient norm is the place and synflow is there for even places only. A step takes 1 ms, an evaluation 2, the
 * building 5. The test split knows one right answer less than the last pass.
 *
 * @param written the cell that is written for a network, where it is to be a wrong one
 */
export function benchmarkFiles(
  rule: Rule = rising,
  most = Infinity,
  written = (_place: number, genotype: Genotype) => genotype,
) {
  const networks = cellNetworks(BENCHMARK).slice(0, most);
  const card = aCard(networks.length);
  const places = [...networks.keys()];
  const trainings = places.flatMap((network) => SEEDS.map((_, training) => [network, training] as const));
  const points = trainings.flatMap(([network, training]) =>
    Array.from({ length: PASSES }, (_, pass) => rule(network, training, pass)),
  );
  const units = points.map(({ loss }) => Math.round(loss / LOSS_UNIT));
  const table = layOut(
    TABLE,
    { card },
    {
      genotype: Uint8Array.from(networks.flatMap(({ genotype }, place) => written(place, genotype))),
      hash: Uint8Array.from(places.flatMap((place) => [0, 0, 0, 0, 0, 0, place >> 8, place & 255])),
      params: Uint32Array.from(places, (place) => 1000 + place),
      flops: Uint32Array.from(places, (place) => 100 * (1000 + place)),
      valCorrect: Uint16Array.from(points, ({ correct }) => correct),
      valLoss: Uint16Array.from(units),
      trainLoss: Uint16Array.from(units),
      trainMs: Float32Array.from(trainings, () => 150),
      stepMs: Float32Array.from(places, () => 1),
      buildMs: Float32Array.from(places, () => 5),
      evaluationMs: Float32Array.from(places, () => 2),
      proxies: Float32Array.from(places.flatMap((place) => [place, place % 2 === 0 ? 7 : NaN])),
      proxyMs: Float32Array.from(places.flatMap(() => [3, 4])),
    },
  );
  const apart = takeApart(table);
  const last = trainings.map(([network, training]) => rule(network, training, PASSES - 1));
  const test = layOut(
    TEST,
    { table: apart.ok && apart.value.hash },
    {
      testCorrect: Uint16Array.from(last, ({ correct }) => correct - 1),
      testLoss: Uint16Array.from(last, ({ loss }) => Math.round(loss / LOSS_UNIT)),
    },
  );
  return { table, test, networks };
}

export function aBenchmark(rule?: Rule, most?: number): Benchmark {
  return opened(benchmarkFiles(rule, most).table);
}

export function testFiguresOf(benchmark: Benchmark, file: Uint8Array): TestFigures {
  const read = TestFigures.read(file, benchmark);
  if (!read.ok) throw new ToldError(read.error.message);
  return read.value;
}

function opened(file: Uint8Array): Benchmark {
  const read = Benchmark.read(file);
  if (!read.ok) throw new ToldError(read.error.message);
  return read.value;
}
