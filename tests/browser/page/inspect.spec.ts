import { expect, type Page, test } from '@playwright/test';
import { faults } from './axe.ts';
import { BRIEF, runOf, runToEnd } from './visit.ts';

const panel = (page: Page) => page.locator('section.inspect');

const part = (page: Page, name: string | RegExp) => panel(page).getByRole('region', { name, exact: true });

/** What the network in the panel says of the example in hand, as the first row of the answers has it. */
const answer = (page: Page) => part(page, 'What the networks say').locator('tbody tr').first().innerText();

test('a network is looked into: its confusion matrix, its layers for a mistake, and the elites on a drawing', async ({
  page,
}) => {
  await page.goto('/');
  await expect(panel(page)).toContainText('Here you will see where the shown network errs');
  await runToEnd(page, `/#${BRIEF}`);
  const run = await runOf(page);
  await panel(page)
    .getByRole('button', { name: /^Look inside candidate \d+$/ })
    .click();
  const matrix = part(page, 'Confusion matrix');
  await expect(matrix).toBeVisible({ timeout: 60_000 });
  const id = Number(/\d+/.exec(await panel(page).getByRole('heading', { level: 2 }).innerText())?.[0]);
  const record = run.candidates[id - 1];

  // Every validation example is counted once, in its own row, and the diagonal is what the network scored in the run.
  const counts = (await matrix.locator('tbody tr').all()).map(async (each) =>
    (await each.getByRole('button').allInnerTexts()).map(Number),
  );
  const rows = await Promise.all(counts);
  const totals = rows.map((each) => each.reduce((sum, count) => sum + count, 0));
  expect(totals).toEqual(run.task?.labelCounts);
  const all = totals.reduce((sum, count) => sum + count, 0);
  const right = rows.reduce((sum, each, truth) => sum + (each[truth] ?? 0), 0);
  expect(right / all).toBeCloseTo(record?.curve.at(-1)?.valAccuracy ?? NaN, 6);
  await expect(matrix).toContainText(`${right} of ${all} validation examples right`);

  // A cell of the matrix, reached by keyboard, lists its examples.
  await matrix.getByRole('button', { name: /^True 0, said 0:/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(part(page, `True 0, said 1: ${rows[0]?.[1]}`)).toBeVisible();
  await panel(page).getByRole('button', { name: 'All wrong answers' }).click();

  // A mistake is taken in hand; every layer of the network shows what it makes of it.
  const mistakes = part(page, `Wrong answers: ${all - right}`);
  const [, truth, said] =
    /class (\S+)[^]*taken for (\S+),/.exec(
      `${await mistakes.getByRole('img').nth(1).getAttribute('aria-label')}\n${await mistakes.getByRole('button').nth(1).innerText()}`,
    ) ?? [];
  expect(truth).not.toBe(said);
  await mistakes.getByRole('button').nth(1).click();
  await expect(part(page, 'Draw your own')).toContainText(`class ${truth}`);
  await expect.poll(() => answer(page), { timeout: 20_000 }).toMatch(new RegExp(`%\\s+${said}\\s`));
  const layers = part(page, 'Layer by layer').getByRole('listitem');
  await expect(layers).toHaveCount(record?.architecture?.layers.length ?? NaN);

  // The elites answer beside it.
  await panel(page)
    .getByRole('button', { name: /^Ask the elites/ })
    .click();
  const voters = part(page, 'What the networks say').locator('tbody tr');
  const elites = new Set([...run.archives.search.values(), id]);
  await expect(voters).toHaveCount(elites.size, { timeout: 60_000 });

  // Drawn over, by pointer and by keyboard, the example gets other answers at once.
  const pad = panel(page).getByRole('application', { name: 'Drawing pad' });
  const answers = () => part(page, 'What the networks say').locator('tbody').innerText();
  const first = await answers();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('The pad is not on the page.');
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.7 * box.height, { steps: 5 });
  await page.mouse.up();
  await expect(part(page, 'Draw your own')).toContainText('Your drawing over example');
  await expect.poll(answers, { timeout: 20_000 }).not.toBe(first);
  await pad.focus();
  await page.keyboard.press('ArrowRight');
  const before = await panel(page).locator('#inspect-pad-place').innerText();
  expect(before).toMatch(/^Point 2:/);
  await page.keyboard.press('Shift+ArrowUp');
  await expect(panel(page).locator('#inspect-pad-place')).not.toHaveText(before);

  await panel(page).getByLabel('Example', { exact: true }).fill('0');
  await expect(panel(page)).toContainText(`write a whole number from 1 to ${all}`);
  expect(await faults(page)).toEqual([]);
  await panel(page)
    .getByRole('button', { name: /^Table: / })
    .click();
  await expect(panel(page).getByRole('table').first()).toContainText('Said 9');
  expect(await faults(page)).toEqual([]);
});

test('while a run is under way the panel says to pause it', async ({ page }) => {
  await page.goto(`/#${BRIEF.replace('evaluations=4', 'evaluations=400')}`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(panel(page)).toContainText('Pause the run to look inside', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(panel(page).getByRole('button', { name: /^Look inside candidate/ })).toBeVisible({
    timeout: 60_000,
  });
});
