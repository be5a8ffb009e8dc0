import { expect, type Page, test } from '@playwright/test';
import { press, written } from './tuning.ts';
import { statusOf } from './visit.ts';

/** Brief trainings, of which nearly every network passes; two rounds of ten, after the second of which it learns. */
const RUN =
  '/#strategy=evoprompting&prompts=2&promptSamples=5&survivors=2&tuningSteps=4&errorCeiling=0.95&evaluations=26&steps=20&workers=1&baseline=off&seed=2';

const ended = async (page: Page) => (await statusOf(page)) === 'ended';

/** Of models that serve a run, all addresses in the browser's store. */
const passing = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys
      .flat()
      .map(({ url }) => url)
      .filter((url) => url.includes('-passing-'));
  });

test('a run teaches the model between its rounds, and leaves nothing of that to the next', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.goto(RUN);
  await press(page, 'Start');
  await expect
    .poll(async () => (await written(page)).at(-1), { timeout: 200_000 })
    .toMatchObject({ model: 'nas-coder', tuned: 1 });
  expect(await passing(page)).not.toEqual([]);
  await expect.poll(() => ended(page), { timeout: 60_000 }).toBe(true);
  const first = await written(page);
  await expect.poll(() => passing(page), { timeout: 60_000 }).toEqual([]);
  await expect(page.locator('#model option[value*="passing"]')).toHaveCount(0);

  await press(page, 'Start');
  await expect.poll(async () => (await written(page)).length, { timeout: 60_000 }).toBeGreaterThan(2);
  await press(page, 'Stop');
  const again = (await written(page)).slice(0, 3).map(({ model, tuned, reply }) => [model, tuned, reply]);
  expect(again).toEqual(first.slice(0, 3).map(({ reply }) => ['nas-coder', undefined, reply]));
});
