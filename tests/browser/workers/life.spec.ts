import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/life.ts';
import { blankPage } from '../harness/trainer-page.ts';

test('a worker that is gone as soon as it has begun is heard to be gone', async ({ page }) => {
  await blankPage(page);
  // No event is fired.
  page.on('worker', (worker) => void worker.evaluate(() => self.close()).catch(() => {}));
  const losses = await page.evaluate(async () =>
    Promise.race([
      ((await import('/tests/browser/harness/life.ts' as string)) as typeof Harness).losses(6),
      new Promise<string>((resolve) => setTimeout(resolve, 30_000, 'some are not heard')),
    ]),
  );
  expect(losses).toEqual(Array.from({ length: 6 }, () => 'worker-died'));
});
