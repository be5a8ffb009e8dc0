/** Records of trained networks as the benchmark's two files: what a search may know, and what only a report may. */
import { ToldError } from '../../src/search/told/toldError.ts';
import type { BenchmarkCard } from '../../src/search/benchmark/card.ts';
import {
  type Columns,
  LOSS_UNIT,
  TABLE,
  TEST,
  layOut,
  takeApart,
} from '../../src/search/benchmark/layout.ts';
import { sizesOf } from '../../src/search/benchmark/benchmark.ts';
import type { NetworkRecord, Training } from './record.ts';

/** Both before gzip. */
export interface Encoded {
  readonly table: Uint8Array<ArrayBuffer>;
  readonly test: Uint8Array<ArrayBuffer>;
}

/**
 * @param records of as many networks as the card says, each with a training for each of its seeds
 * @throws with a sentence when one of them did not come to its end
 */
export function encodeBenchmark(card: BenchmarkCard, records: readonly NetworkRecord[]): Encoded {
  const failed = records.find(({ trainings }) => trainings.some(({ failure, test }) => failure ?? !test));
  if (failed)
    throw new Error(
      `A training of the network ${failed.key} failed, and the benchmark has no place for that.`,
    );
  const trainings = records.flatMap((record) => record.trainings);
  const points = trainings.flatMap(({ curve }) => curve);
  const sizes = sizesOf(card);
  const measured = records.flatMap(({ probe }) => card.proxies.map((proxy) => probe[proxy]));
  const { validation, test } = card.examples;
  const columns: Columns<typeof TABLE> = {
    genotype: Uint8Array.from(records.flatMap(({ genotype }) => genotype)),
    hash: Uint8Array.from(records.flatMap(({ hash }) => bytesOf(hash))),
    params: Uint32Array.from(records, ({ params }) => params),
    flops: Uint32Array.from(records, ({ flops }) => flops),
    valCorrect: Uint16Array.from(points, ({ valAccuracy }) => Math.round(valAccuracy * validation)),
    valLoss: Uint16Array.from(points, ({ valLoss }) => lossOf(valLoss)),
    trainLoss: Uint16Array.from(points, ({ trainLoss }) => lossOf(trainLoss)),
    trainMs: Float32Array.from(trainings, ({ passMs }) => passMs.reduce((sum, ms) => sum + ms, 0)),
    stepMs: Float32Array.from(records, (record) => Math.min(...stepTimes(record, card))),
    buildMs: Float32Array.from(records, (record) => least(record, ({ buildMs }) => buildMs)),
    evaluationMs: Float32Array.from(records, (record) => least(record, ({ evaluationMs }) => evaluationMs)),
    proxies: Float32Array.from(measured, (each) => each?.value ?? NaN),
    proxyMs: Float32Array.from(measured, (each) => each?.ms ?? NaN),
  };
  if (columns.valCorrect.length !== sizes.networks * sizes.seeds * sizes.passes)
    throw new Error('The records are not of the networks, seeds and passes that the card speaks of.');
  const table = layOut(TABLE, { card }, columns);
  const apart = takeApart(table);
  if (!apart.ok) throw new ToldError(apart.error.message);
  const tests = trainings.flatMap((training) => training.test ?? []);
  return {
    table,
    test: layOut(
      TEST,
      { table: apart.value.hash },
      {
        testCorrect: Uint16Array.from(tests, ({ accuracy }) => Math.round(accuracy * test)),
        testLoss: Uint16Array.from(tests, ({ loss }) => lossOf(loss)),
      },
    ),
  };
}

/** Milliseconds of a step, by every pass; the first pass has a step less that was timed apart. */
const stepTimes = ({ trainings }: NetworkRecord, { stepsPerPass }: BenchmarkCard): readonly number[] =>
  trainings.flatMap(({ passMs }) =>
    passMs.map((ms, pass) => ms / (pass === 0 ? stepsPerPass - 1 : stepsPerPass)),
  );

const least = ({ trainings }: NetworkRecord, of: (training: Training) => number | undefined): number =>
  Math.min(...trainings.map((training) => of(training) ?? Infinity));

const lossOf = (nats: number): number => Math.min(65_535, Math.round(nats / LOSS_UNIT));

const bytesOf = (hash: string): readonly number[] =>
  (hash.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
