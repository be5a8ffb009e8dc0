import { type Page, expect, test } from '@playwright/test';
import { type Batch, NETS, type NetName } from '../../../scripts/bench/names.ts';
import type * as Ours from '../../../scripts/bench/page/ours.ts';
import type * as Stock from '../../../scripts/bench/page/stock.ts';
import type * as Harness from '../harness/gpuStep.ts';
import { blankPage } from '../harness/trainer-page.ts';

for (const net of NETS) {
  test(`a step of the ${net} network on webgpu is that of the cpu backend`, async ({ page }) => {
    await blankPage(page);
    const worst = await page.evaluate(async (net) => {
      const harness = (await import('/tests/browser/harness/gpuStep.ts' as string)) as typeof Harness;
      return harness.compareSteps(net);
    }, net);
    expect(worst.gap, worst.what).toBeLessThan(1e-4);
  });
}

/** How much a batch is cannot matter, but for the time that a software adapter takes. */
const BATCH = 4 as Batch;

const dispatches = (page: Page, side: 'ours' | 'stock', nets: readonly NetName[]) =>
  page.evaluate(
    async ([side, nets, batch]) => {
      // Counted and not run: a software adapter takes minutes over the stock GRU.
      GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined;
      const sides = (await import(`/scripts/bench/page/${side}.ts` as string)) as typeof Ours & typeof Stock;
      const one = sides[side]('webgpu');
      await one.start();
      const found: number[] = [];
      for (const net of nets) {
        await one.prepare(net, batch);
        found.push((await one.counts()).dispatches ?? NaN);
      }
      return found;
    },
    [side, nets, BATCH] as const,
  );

test('a step takes less than half of the dispatches that it takes with TF.js as it comes', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const counted: number[][] = [];
  // Each on a page of its own: nothing of ours is registered where the stock side runs.
  for (const side of ['ours', 'stock'] as const) {
    const page = await browser.newPage();
    await blankPage(page);
    counted.push(await dispatches(page, side, NETS));
    await page.close();
  }
  const [ours = [], stock = []] = counted;
  const table = NETS.map((net, i) => ({ net, ours: ours[i] as number, stock: stock[i] as number }));
  test.info().annotations.push({ type: 'dispatches', description: JSON.stringify(table) });
  for (const row of table) expect(row.ours, row.net).toBeLessThan(row.stock / 2);
});
