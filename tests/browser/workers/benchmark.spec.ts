import { type Page, expect, test } from '@playwright/test';
import type * as Harness from '../harness/benchmark.ts';
import { blankPage } from '../harness/trainer-page.ts';

test.beforeEach(({ page }) => blankPage(page));

const tabledAndTrained = (page: Page, network: number, training: number) =>
  page.evaluate(
    async ([network, training]) =>
      ((await import('/tests/browser/harness/benchmark.ts' as string)) as typeof Harness).tabledAndTrained(
        network,
        training,
      ),
    [network, training] as const,
  );

test('the page’s trainer finds what the benchmark’s table says', async ({ page }) => {
  for (const [network, training] of [
    [17, 0],
    [808, 2],
  ] as const) {
    const { tabled, trained, sizes, compiled } = await tabledAndTrained(page, network, training);
    expect(sizes).toEqual(compiled);
    expect(trained).toMatchObject({
      epoch: tabled?.epoch,
      step: tabled?.step,
      valAccuracy: tabled?.valAccuracy,
    });
    expect(trained?.valLoss).toBeCloseTo(tabled?.valLoss ?? NaN, 3);
    expect(trained?.trainLoss).toBeCloseTo(tabled?.trainLoss ?? NaN, 3);
  }
});

test('the worker searches the table as the page would, and hands over all repeats in order', async ({
  page,
}) => {
  const { hashes, there, here } = await page.evaluate(async () =>
    ((await import('/tests/browser/harness/benchmark.ts' as string)) as typeof Harness).searchesThereAndHere(
      Array.from({ length: 12 }, (_, seed) => seed + 1),
      20,
    ),
  );
  expect(hashes[0]).toBe(hashes[1]);
  expect(there).toHaveLength(8 * 12);
  expect(there).toEqual(here);
});

test('repeats can be cancelled while they are under way', async ({ page }) => {
  const { count, isDone } = await page.evaluate(async () =>
    ((await import('/tests/browser/harness/benchmark.ts' as string)) as typeof Harness).cancelled(5000),
  );
  expect(isDone).toBe(false);
  expect(count).toBeLessThan(5000);
});
