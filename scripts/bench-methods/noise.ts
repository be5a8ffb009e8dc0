/** How much of a network's accuracy is luck. */
import { deviation, max, mean, min, quantile } from 'd3-array';
import type { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import type { TestFigures } from '../../src/search/benchmark/testFigures.ts';
import { spearman } from '../../src/search/estimators/correlation.ts';
import { tableOf } from '../bench/tables.ts';

const percent = (fraction: number | undefined) => (100 * (fraction ?? NaN)).toFixed(1);

/** A row for each fidelity: means over the seeds, what they spread over the networks, and over the seeds. */
export function noiseTable(benchmark: Benchmark): string {
  const { fidelities, stepsPerPass, seeds } = benchmark.card;
  const networks = Array.from({ length: benchmark.size }, (_, network) => network);
  const rows = fidelities.map((passes) => {
    const means = networks.map((network) => benchmark.meanAccuracy(network, passes));
    const scores = seeds.map((_, training) =>
      networks.map((network) => benchmark.score(network, training, passes).valAccuracy),
    );
    const spreads = networks.map((network) => deviation(scores.map((each) => each[network] ?? NaN)) ?? NaN);
    const pairs = seeds.flatMap((_, a) => seeds.slice(a + 1).map((_, b) => [a, a + 1 + b] as const));
    const alike = pairs.map(([a, b]) => spearman(scores[a] ?? [], scores[b] ?? []) ?? NaN);
    return [
      `${passes * stepsPerPass}`,
      percent(min(means)),
      percent(quantile(means, 0.5)),
      percent(max(means)),
      percent(deviation(means)),
      percent(mean(spreads)),
      (mean(alike) ?? NaN).toFixed(2),
    ];
  });
  return tableOf(
    [
      'steps',
      'worst, %',
      'median, %',
      'best, %',
      'spread of networks, %',
      'spread of seeds, %',
      'Spearman of two seeds',
    ],
    rows,
  );
}

/** The best network by validation and by test, and how alike both rank. */
export function bestWords(benchmark: Benchmark, test: TestFigures): string {
  const networks = Array.from({ length: benchmark.size }, (_, network) => network);
  const alike = spearman(
    networks.map((network) => benchmark.meanAccuracy(network)),
    networks.map((network) => test.meanAccuracy(network)),
  );
  const { network, accuracy } = benchmark.best;
  return (
    `The network of the best mean validation accuracy, ${percent(accuracy)} %, scores ${percent(test.meanAccuracy(network))} % ` +
    `on the test split; the best there is ${percent(test.best.accuracy)} %. Spearman's correlation of mean validation and ` +
    `mean test accuracy is ${(alike ?? NaN).toFixed(2)}.`
  );
}
