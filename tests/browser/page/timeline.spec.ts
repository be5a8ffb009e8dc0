import { expect, type Page, test } from '@playwright/test';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { pastUntil } from '../../../src/search/run/past.ts';
import { row, scripted } from './visit.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Timeline of the run' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** Filled niches of the search, as the archive's table lists them. */
const niches = (page: Page) => page.locator('section.archive tbody tr');

async function showRun(page: Page, query: string): Promise<void> {
  await page.goto(scripted(query));
  await button(page, 'Start').click();
  await expect(slider(page)).toBeVisible();
}

/** Halts where so many candidates were done with. */
const goTo = (page: Page, stop: number) => slider(page).fill(String(stop));

test('every panel shows the run as it was at a place in its past, and the present again', async ({
  page,
}) => {
  const events = syntheticRun(20);
  const then = foldRun(pastUntil(events, 13));
  await showRun(page, 'candidates=20');
  await button(page, 'Table: Archive of kinds').click();
  const filled = (run: typeof then) => run.archives.search.size;
  await expect(niches(page)).toHaveCount(filled(foldRun(events)));
  await goTo(page, 13);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Candidate 13 of 40/);
  await expect(page.locator('section.candidates')).toContainText(`${then.candidates.length} proposed`);
  expect(filled(then)).toBeLessThan(filled(foldRun(events)));
  await expect(niches(page)).toHaveCount(filled(then));
  await expect(page.getByText('You are looking at the past of this run.')).toBeVisible();
  await slider(page).press('ArrowLeft');
  await expect(row(page, 13)).toHaveCount(0);
  await button(page, 'To the end').click();
  await expect(niches(page)).toHaveCount(filled(foldRun(events)));
  await expect(row(page, 40)).toBeVisible();
});

test('a run plays from its beginning to its end', async ({ page }) => {
  await showRun(page, 'candidates=20');
  await page.getByLabel('Speed of play').selectOption('as fast as it goes');
  await button(page, 'Play').click();
  await expect(button(page, 'Halt')).toBeVisible();
  await expect(button(page, 'Play')).toBeVisible({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Candidate 40 of 40/);
});

test('a change of settings is marked, and leads to its moment', async ({ page }) => {
  await showRun(page, 'candidates=20&changes=1');
  const mark = page.locator('section.race .change').filter({ hasText: 'Changed: Trainers: 1 → 2' });
  await mark.locator('rect').hover();
  await expect(mark.getByText('Changed: Trainers: 1 → 2')).toBeVisible();
  await mark.locator('rect').click();
  await expect(page.locator('section.timeline .past')).toContainText('Changed: Trainers: 1 → 2');
  await expect(slider(page)).not.toHaveAttribute('aria-valuetext', /^Candidate 40 of 40/);
});
