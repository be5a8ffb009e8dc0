import { describe, expect, it } from 'vitest';
import { ToldError } from '../../src/search/told/toldError.ts';
import { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import { cellNetworks } from '../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../src/search/spaces/cell.ts';
import { aCard, testFiguresOf } from '../../src/search/testing/benchmarks.ts';
import { Rng } from '../../src/search/random/rng.ts';
import { encodeBenchmark } from './encode.ts';
import type { NetworkRecord, Training } from './record.ts';

const COUNT = 12;
const card = aCard(COUNT);
const rng = new Rng('records');

/** Of a validation and a test split of 1,000 examples each. */
const accuracy = () => rng.int(1001) / 1000;

const aTraining = (seed: number): Training => ({
  seed,
  curve: Array.from({ length: card.passes }, (_, pass) => ({
    epoch: pass + 1,
    step: (pass + 1) * card.stepsPerPass,
    trainLoss: 3 * rng.float(),
    valLoss: 3 * rng.float(),
    valAccuracy: accuracy(),
  })),
  // 29 timed steps in the first pass, 30 in the others: 2 ms a step in the second.
  passMs: [290, 60, 150, 90],
  buildMs: 10 + rng.float(),
  evaluationMs: 3 + rng.float(),
  test: { accuracy: accuracy(), loss: 2 * rng.float() },
});

const records = cellNetworks(BENCHMARK)
  .slice(0, COUNT)
  .map(({ key, genotype }): NetworkRecord => ({
    key,
    genotype,
    hash: rng
      .int(2 ** 31)
      .toString(16)
      .padStart(16, 'a'),
    params: 1000 + rng.int(1e6),
    flops: rng.int(2 ** 31),
    probe: { grad_norm: { value: 1000 * rng.float(), ms: 5 }, synflow: { ms: 7 } },
    trainings: card.seeds.map(aTraining),
    at: '2026-01-01T00:00:00.000Z',
  }));

describe('records that were packed', () => {
  const { table, test } = encodeBenchmark(card, records);
  const read = Benchmark.read(table);
  if (!read.ok) throw new ToldError(read.error.message);
  const benchmark = read.value;

  it('come back with counts as they were, and losses to a four-thousandth', () => {
    expect(benchmark.card).toEqual(card);
    for (const [network, record] of records.entries()) {
      expect(benchmark.genotype(network)).toEqual(record.genotype);
      expect(benchmark.graphHash(network)).toBe(record.hash);
      expect([benchmark.params(network), benchmark.flops(network)]).toEqual([record.params, record.flops]);
      for (const [training, { curve }] of record.trainings.entries())
        for (const [pass, point] of benchmark.curve(network, training).entries()) {
          const { trainLoss, valLoss, ...counts } = curve[pass] ?? point;
          expect(point).toMatchObject(counts);
          expect(Math.abs(point.trainLoss - trainLoss)).toBeLessThan(1 / 4000);
          expect(Math.abs(point.valLoss - valLoss)).toBeLessThan(1 / 4000);
        }
    }
  });

  it('have the least times of all trainings of a network', () => {
    for (const [network, { trainings }] of records.entries()) {
      const build = Math.min(...trainings.map(({ buildMs = NaN }) => buildMs));
      const evaluation = Math.min(...trainings.map(({ evaluationMs = NaN }) => evaluationMs));
      const { trainMs, buildMs } = benchmark.trainingMs(network, 2);
      expect(buildMs).toBeCloseTo(build, 4);
      expect(trainMs).toBeCloseTo(2 * 30 * 2 + 2 * evaluation, 3);
      expect(benchmark.measuredMs(network, 1)).toBe(290 + 60 + 150 + 90);
    }
  });

  it('have a proxy where it was measured, and its time where it has no value', () => {
    for (const [network, { probe }] of records.entries()) {
      const found = benchmark.probe(network);
      expect(found.grad_norm?.value).toBeCloseTo(probe.grad_norm?.value ?? NaN, 3);
      expect(found.synflow).toEqual({ ms: 7 });
    }
  });

  it('have what the test split said in the other file', () => {
    const figures = testFiguresOf(benchmark, test);
    for (const [network, { trainings }] of records.entries())
      for (const [at, training] of trainings.entries()) {
        expect(figures.accuracy(network, at)).toBe(training.test?.accuracy);
        expect(figures.loss(network, at)).toBeCloseTo(training.test?.loss ?? NaN, 3);
      }
  });

  it('hold a loss beyond 16 nats as 16', () => {
    const [first, ...others] = records;
    if (!first) throw new Error('no records');
    const wild = first.trainings.map((training) => ({
      ...training,
      curve: training.curve.map((point) => ({ ...point, valLoss: 1e9 })),
    }));
    const again = Benchmark.read(encodeBenchmark(card, [{ ...first, trainings: wild }, ...others]).table);
    expect(again.ok && again.value.curve(0, 0)[0]?.valLoss).toBeCloseTo(16, 6);
  });
});

describe('records that make no benchmark', () => {
  const [first] = records;
  if (!first) throw new Error('no records');

  it('are those of a training that failed', () => {
    const failure = { reason: 'diverged', message: 'NaN' } as const;
    const trainings = first.trainings.with(1, { ...aTraining(2), failure });
    expect(() => encodeBenchmark(card, records.with(0, { ...first, trainings }))).toThrow('failed');
  });

  it('are those of another number of networks or seeds than the card has', () => {
    expect(() => encodeBenchmark(card, records.slice(1))).toThrow('the card speaks of');
    const fewer = { ...first, trainings: first.trainings.slice(1) };
    expect(() => encodeBenchmark(card, records.with(0, fewer))).toThrow('the card speaks of');
  });
});
