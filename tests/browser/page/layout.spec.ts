import { expect, type Page, test } from '@playwright/test';
import { BRIEF, runToEnd } from './visit.ts';

/** Elements that reach out of the window, except inside something that scrolls by itself. */
const overflowing = (page: Page) =>
  page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));

for (const [width, height] of [
  [390, 844],
  [768, 1024],
  [1440, 900],
] as const) {
  test(`nothing reaches over the side at ${width} pixels, before a run and after`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/#strategy=llm');
    let size = await overflowing(page);
    expect(size.content).toBe(size.window);
    await runToEnd(page, `/#${BRIEF}`);
    size = await overflowing(page);
    expect(size.content).toBe(size.window);
  });
}

test('at 1440 by 900 all five pictures of a run are on the first screen, whoever writes', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await runToEnd(page, `/#${BRIEF.replace('random', 'llm')}`);
  for (const picture of ['network', 'curves', 'race', 'pareto', 'archive']) {
    const box = await page.locator(`section.${picture}`).boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0), picture).toBeLessThanOrEqual(900);
  }
});

test('colours follow the toggle and are kept over a visit', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole('radiogroup').getByText('Dark').click();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  expect(await ground()).toBe(dark);
  await page.getByRole('radiogroup').getByText('Auto').click();
  expect(await ground()).toBe(light);
});
