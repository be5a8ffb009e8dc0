import { describe, expect, it } from 'vitest';
import { parseSpec } from '../spec/spec.ts';
import { aBenchmark } from '../testing/benchmarks.ts';
import { finiteMethods } from './methods.ts';
import { type Repeat, repeatOnBenchmark } from './repeats.ts';
import { Rng } from '../random/rng.ts';

/** Networks in no order of the space, and none of chance: all trainings are alike. */
const luck = Array.from({ length: 1010 }, (_, network) => new Rng(`worth ${network}`).float());
const benchmark = aBenchmark((network) => ({ correct: Math.floor(1000 * (luck[network] ?? 0)), loss: 1 }));

async function repeats(
  strategy: Parameters<typeof repeatOnBenchmark>[1],
  seeds: readonly number[],
  evaluations: number,
): Promise<readonly Repeat[]> {
  const found: Repeat[] = [];
  for await (const repeat of repeatOnBenchmark(benchmark, strategy, seeds, evaluations)) found.push(repeat);
  return found;
}

describe.each(finiteMethods())('$id over the benchmark', (strategy) => {
  it('keeps the best that it has seen, and pays for every new network once', async () => {
    const [one] = await repeats(strategy, [3], 60);
    if (!one) throw new Error('no repeat');
    for (const [at, network] of one.incumbents.entries()) {
      expect(one.best[at]).toBeCloseTo(benchmark.meanAccuracy(network), 6);
      expect(one.best[at]).toBeGreaterThanOrEqual(one.best[at - 1] ?? 0);
    }
    const { trainMs, buildMs } = benchmark.trainingMs(0);
    expect(one.ms.at(-1)).toBeCloseTo((60 - one.duplicates) * (trainMs + buildMs), 6);
  });

  it('goes the same way under the same seed and another under another', async () => {
    const [a, b, c] = await repeats(strategy, [1, 1, 2], 40);
    expect(a).toEqual(b);
    expect(a?.incumbents).not.toEqual(c?.incumbents);
  });
});

it('finds in random search what chance would: of networks drawn evenly the best, in the mean', async () => {
  const [random] = finiteMethods();
  if (!random) throw new Error('no methods');
  const found = await repeats(
    random,
    Array.from({ length: 200 }, (_, seed) => seed),
    1,
  );
  // The first network is as good as any cell drawn evenly, whose mean can be counted.
  const cells = benchmark.space.slots.length;
  let [sum, count] = [0, 0];
  for (let code = 0; code < 4 ** cells; code++) {
    const network = benchmark.indexOf(Array.from({ length: cells }, (_, slot) => (code >> (2 * slot)) & 3));
    if (network === undefined) continue;
    sum += benchmark.meanAccuracy(network);
    count += 1;
  }
  const mean = found.reduce((total, { best }) => total + (best[0] ?? 0), 0) / found.length;
  // Four standard errors of a mean of 200 draws whose standard deviation is about 0.29.
  expect(Math.abs(mean - sum / count)).toBeLessThan(0.085);
});

it('finds the best network of all when it has evaluations enough', async () => {
  const search = finiteMethods().find(({ id }) => id === 'local-search');
  if (!search) throw new Error('no local search');
  const [one] = await repeats(search, [1], 3927);
  expect(benchmark.regret(one?.incumbents.at(-1) ?? -1)).toBe(0);
});

it('refuses a strategy of another space, and one of programs', async () => {
  for (const strategy of [{ id: 'tpe', space: 'chain' }, { id: 'evolution' }]) {
    const spec = parseSpec({ strategy });
    if (!spec.ok) throw new Error(spec.error);
    await expect(repeats(spec.value.strategy, [1], 5)).rejects.toThrow('not in the benchmark');
  }
});
