import { expect, test } from 'vitest';
import type { OperatorRow } from './figures.ts';
import { judgeOperators, operatorsSection } from './report.ts';

const row = (more: Partial<OperatorRow>): OperatorRow => ({
  strategy: 'llm',
  seed: 1,
  proposals: 60,
  bestAccuracy: 0.9,
  meanAccuracy: 0.7,
  laterAccuracy: 0.8,
  rejected: 0.1,
  duplicates: 0.1,
  written: 50,
  waitShare: 0.05,
  minutes: 2,
  ...more,
});

/** Three seeds with so much more than evolution in best accuracy, and as much in the mean. */
const pairs = (gains: readonly number[]) =>
  gains.flatMap((gain, i) => [
    row({ seed: i + 1, bestAccuracy: 0.8 + gain }),
    row({ seed: i + 1, strategy: 'evolution', bestAccuracy: 0.8, written: 0 }),
  ]);

test('a gain that every seed shows is beyond chance, and no gain is none', () => {
  const [best, bestSurely, mean] = judgeOperators(pairs([0.02, 0.03, 0.04]));
  // Mean 0.03, standard error 0.01 / √3, t = 4.303.
  expect(best).toMatchObject({ found: '+0.030 ± 0.025', met: true });
  expect(bestSurely?.met).toBe(true);
  expect(mean).toMatchObject({ found: '+0.000 ± 0.000', met: false });
});

test('a gain whose interval holds nought is higher and not beyond chance', () => {
  const [best, bestSurely] = judgeOperators(pairs([0.01, 0.03, 0.05]));
  expect(best).toMatchObject({ found: '+0.030 ± 0.050', met: true });
  expect(bestSurely?.met).toBe(false);
});

test('pairs are told by their seeds, in whatever order the rows come', () => {
  const rows = pairs([0.02, 0.03, 0.04]);
  expect(judgeOperators(rows.toReversed())).toEqual(judgeOperators(rows));
});

test('a single seed is beyond no chance', () => {
  expect(judgeOperators(pairs([0.1])).map(({ met }) => met)).toEqual([true, false, false, false, true]);
});

test('waiting is judged by the worst seed of the model', () => {
  const rows = [
    row({ waitShare: 0.02 }),
    row({ seed: 2, waitShare: 0.1 }),
    row({ strategy: 'random', waitShare: 0.5 }),
  ];
  expect(judgeOperators(rows)).toEqual([
    expect.objectContaining({ found: 'worst: 10.0 % (seed 2)', met: false }),
  ]);
});

test('each strategy that ran has its row, with intervals', () => {
  const section = operatorsSection(pairs([0.02, 0.03, 0.04]));
  expect(section).toMatch(/\| the model +\| +3 \| 0\.830 ± 0\.025 +\|/);
  expect(section).toMatch(/\| random edits +\| +3 \| 0\.800 ± 0\.000 +\|/);
  expect(section).not.toMatch(/\| random programs +\| +3/);
});
