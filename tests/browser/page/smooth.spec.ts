import { expect, test } from '@playwright/test';

test('the main thread is never blocked for 50 ms during a run of a minute', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('/#strategy=evolution&minutes=1&steps=60&workers=1');
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await page.evaluate(() => {
    const tasks: string[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries())
        tasks.push(`${Math.round(duration)} ms at ${Math.round(startTime)} ms`);
    }).observe({ type: 'longtask' });
  });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => globalThis.nasPlayground.status()), {
      timeout: 100_000,
      intervals: [2000],
    })
    .toBe('ended');
  expect(
    await page.evaluate(() => globalThis.nasPlayground.events().filter((e) => e.kind === 'finished').length),
  ).toBeGreaterThan(5);
  expect(await page.evaluate(() => (globalThis as unknown as { longTasks: string[] }).longTasks)).toEqual([]);
});
