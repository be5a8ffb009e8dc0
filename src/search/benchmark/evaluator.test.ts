import { faultInEnglish } from '../faults/english.ts';
import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import type { CurvePoint } from '../domain.ts';
import type { TrainingJob, TrainingResult } from '../ports.ts';
import { weightSeed } from '../run/seeds.ts';
import { aBenchmark } from '../testing/benchmarks.ts';
import { evaluatorContract } from '../testing/evaluatorContract.ts';
import { BenchmarkEvaluator } from './evaluator.ts';
import { BENCHMARK_TASK } from './task.ts';

const benchmark = aBenchmark();
const NETWORK = 640;
const compiler = new QuickJsCompiler();
const { signal } = new AbortController();

async function jobOf(change: Partial<TrainingJob> = {}): Promise<TrainingJob> {
  const source = benchmark.space.render(benchmark.genotype(NETWORK), BENCHMARK_TASK);
  const compiled = await compiler.compile(source, BENCHMARK_TASK);
  if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
  return { topology: compiled.value.topology, training: benchmark.card.training, seed: 0, ...change };
}

async function evaluate(
  change: Partial<TrainingJob> = {},
): Promise<TrainingResult & { points: CurvePoint[] }> {
  const points: CurvePoint[] = [];
  const listener = { onStart: () => {}, onPoint: (point: CurvePoint) => void points.push(point) };
  const result = await new BenchmarkEvaluator(benchmark).evaluate(await jobOf(change), listener, signal);
  return { ...result, points };
}

const training = (change: Partial<TrainingJob['training']>) => ({
  training: { ...benchmark.card.training, ...change },
});

describe('a benchmark in the place of a trainer', () => {
  const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
  evaluatorContract(runner, async () => ({
    evaluator: new BenchmarkEvaluator(benchmark),
    job: await jobOf(),
  }));

  it('gives the curve and the score of the table', async () => {
    const { points, ...result } = await evaluate();
    expect(points).toEqual(benchmark.curve(NETWORK, 0));
    expect(result).toMatchObject({
      kind: 'scored',
      score: { ...benchmark.score(NETWORK, 0), epochs: 4, steps: 120, ...benchmark.trainingMs(NETWORK) },
    });
  });

  it('gives a run of one of its seeds the training of that seed, and others one of the three', async () => {
    const hash = benchmark.graphHash(NETWORK);
    for (const [place, seed] of benchmark.card.seeds.entries())
      expect((await evaluate({ seed: weightSeed(seed, hash) })).points).toEqual(
        benchmark.curve(NETWORK, place),
      );
    const finals = await Promise.all([0, 1, 2].map(async (seed) => (await evaluate({ seed })).points.at(-1)));
    expect(new Set(finals.map((point) => point?.valAccuracy)).size).toBe(3);
  });

  it('gives a shorter training the beginning of the curve', async () => {
    for (const length of [
      { unit: 'epochs', count: 2 },
      { unit: 'steps', count: 60 },
    ] as const) {
      const { points, ...result } = await evaluate(training({ length }));
      expect(points).toEqual(benchmark.curve(NETWORK, 0).slice(0, 2));
      expect(result).toMatchObject({ kind: 'scored', score: { epochs: 2, steps: 60 } });
    }
  });

  it('counts the time that the trainings and proxies would have taken', async () => {
    const evaluator = new BenchmarkEvaluator(benchmark);
    const job = await jobOf();
    await evaluator.evaluate(job, { onStart: () => {}, onPoint: () => {} }, signal);
    expect(evaluator.spentMs).toBeCloseTo(5 + 4 * (30 + 2), 6);
    // Stopped after its first pass.
    await evaluator.evaluate(
      { ...job, isWatched: true },
      { onStart: () => {}, onPoint: () => 'stop' },
      signal,
    );
    expect(evaluator.spentMs).toBeCloseTo(2 * 5 + 5 * (30 + 2), 6);
    await evaluator.probe(job, ['grad_norm', 'synflow'], signal);
    expect(evaluator.spentMs).toBeCloseTo(2 * 5 + 5 * (30 + 2) + 3 + 4, 6);
  });

  it.each([
    ['another rate', training({ learningRate: 0.5 })],
    ['another batch', training({ batchSize: 10 })],
    ['more passes than it has', training({ length: { unit: 'epochs', count: 5 } })],
    ['steps between two passes', training({ length: { unit: 'steps', count: 45 } })],
    ['a share of the data', { dataShare: 0.5 }],
    ['the weights of another network', { startFrom: 'parent' }],
  ])('refuses %s, and says what it has', async (_, change: Partial<TrainingJob>) => {
    expect(await evaluate(change)).toMatchObject({
      kind: 'failed',
      reason: 'error',
      message: {
        kind: 'broke',
        says: expect.stringMatching(/^The benchmark (has one training|holds no weights)/) as string,
      },
    });
  });

  it('refuses a network that is not in the table', async () => {
    const part = new BenchmarkEvaluator(aBenchmark(undefined, 5));
    const result = await part.evaluate(await jobOf(), { onStart: () => {}, onPoint: () => {} }, signal);
    expect(result).toMatchObject({
      kind: 'failed',
      message: { kind: 'broke', says: expect.stringMatching(/not one of the benchmark/) as string },
    });
  });
});
