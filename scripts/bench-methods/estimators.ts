/** How well what is cheap ranks the networks of the benchmark as their full training does. */
import type { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import {
  type CorrelationEstimate,
  estimateCorrelation,
  kendall,
  spearman,
} from '../../src/search/estimators/correlation.ts';
import { Rng } from '../../src/search/random/rng.ts';
import { tableOf } from '../bench/tables.ts';

/** Draws of an interval; Kendall's tau counts half a million pairs in each. */
const DRAWS = 200;

interface Ranking {
  readonly name: string;
  /** Of each network; absent where it has none. */
  readonly of: (network: number) => number | undefined;
}

function rankingsOf(benchmark: Benchmark): readonly Ranking[] {
  const { proxies, fidelities, passes, stepsPerPass } = benchmark.card;
  return [
    ...fidelities
      .filter((length) => length < passes)
      .flatMap((length): readonly Ranking[] => [
        {
          name: `${length * stepsPerPass} steps, one training`,
          of: (network) => benchmark.score(network, 0, length).valAccuracy,
        },
        {
          name: `${length * stepsPerPass} steps, mean of the seeds`,
          of: (network) => benchmark.meanAccuracy(network, length),
        },
      ]),
    {
      name: `${passes * stepsPerPass} steps, one training`,
      of: (network) => benchmark.score(network, 0).valAccuracy,
    },
    ...proxies.map((proxy) => ({
      name: `\`${proxy}\``,
      of: (network: number) => benchmark.probe(network, [proxy])[proxy]?.value,
    })),
    { name: 'parameters', of: (network) => benchmark.params(network) },
    { name: 'FLOPs', of: (network) => benchmark.flops(network) },
  ];
}

/**
 * Each against the mean validation accuracy of the full trainings. Where the ranking is of one training, against the mean
 * of the others, lest it be compared with itself.
 */
export function estimatorTable(benchmark: Benchmark): string {
  const { seeds } = benchmark.card;
  const others = (network: number) => {
    let sum = 0;
    for (let training = 1; training < seeds.length; training++)
      sum += benchmark.score(network, training).valAccuracy;
    return sum / (seeds.length - 1);
  };
  const networks = Array.from({ length: benchmark.size }, (_, network) => network);
  const rows = rankingsOf(benchmark).map(({ name, of }) => {
    const truth = name.endsWith('one training')
      ? others
      : (network: number) => benchmark.meanAccuracy(network);
    const pairs = networks.flatMap((network) => {
      const value = of(network);
      return value === undefined ? [] : [[value, truth(network)] as const];
    });
    const [a, b] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
    const estimate = (correlation: typeof spearman) =>
      inWords(estimateCorrelation(correlation, a, b, new Rng('correlations'), DRAWS));
    return [name, String(pairs.length), estimate(spearman), estimate(kendall)];
  });
  return tableOf(['ranked by', 'networks', 'Spearman', 'Kendall'], rows);
}

function inWords(estimate: CorrelationEstimate | undefined): string {
  if (!estimate) return 'no order';
  const { value, interval } = estimate;
  const ends = interval ? ` (${interval.map((end) => end.toFixed(2)).join(' to ')})` : '';
  return `${value.toFixed(2)}${ends}`;
}
