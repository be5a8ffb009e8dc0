import { type Page, expect, test } from '@playwright/test';
import type * as Harness from '../harness/rehearsal.ts';
import { blankPage } from '../harness/trainer-page.ts';

async function trainTwo(page: Page, isRehearsed: boolean) {
  await blankPage(page);
  return page.evaluate(
    async (isRehearsed) =>
      ((await import('/tests/browser/harness/rehearsal.ts' as string)) as typeof Harness).trainTwo(
        'dropout',
        'cnn',
        isRehearsed,
      ),
    isRehearsed,
  );
}

test('what a rehearsal had compiled is there when the network trains, and no number is another for it', async ({
  page,
}) => {
  const cold = await trainTwo(page, false);
  expect(cold.compiledAhead).toBe(0);
  expect(cold.compiledWhenNeeded).toBeGreaterThan(2);
  const warm = await trainTwo(page, true);
  expect(warm.compiledAhead).toBeGreaterThan(2);
  expect(warm.compiledWhenNeeded).toBe(0);
  expect(warm.losses).toEqual(cold.losses);
  expect(warm.leaked).toBe(cold.leaked);
});
