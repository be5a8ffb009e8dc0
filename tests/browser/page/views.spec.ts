import { expect, test } from '@playwright/test';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { pastUntil } from '../../../src/search/run/past.ts';
import { holdingsOf } from '../../../src/ui/views/loop.ts';
import { networkTitle, row, runToEnd, scripted, statusOf } from './visit.ts';

const RUN = scripted('candidates=20');

/** The last candidate of the run that is a child, and its parent. */
const youngest = () => {
  const children = globalThis.nasPlayground
    .events()
    .flatMap((event) =>
      event.kind === 'asked' && event.candidate.origin.kind === 'mutated'
        ? [{ id: event.candidate.id, parent: event.candidate.origin.parent }]
        : [],
    );
  const last = children.at(-1);
  if (!last) throw new Error('This run has no children.');
  return last;
};

test('the family tree shows a chosen candidate’s ancestors, and is walked by keyboard and pressed by pointer', async ({
  page,
}) => {
  await runToEnd(page, RUN);
  const { id, parent } = await page.evaluate(youngest);
  const lineage = page.locator('section.lineage');
  await lineage.locator('text', { hasText: new RegExp(`^${id}\\D*$`) }).click({ force: true });
  await expect(networkTitle(page)).toHaveText(new RegExp(`^(Best network: c|C)andidate ${id}\\b`));
  await expect(row(page, id)).toHaveAttribute('aria-pressed', 'true');
  await expect(lineage).toContainText(/ancestors of the one shown: [1-9]/);
  await lineage.getByRole('region').press('ArrowLeft');
  await expect(row(page, parent)).toHaveAttribute('aria-pressed', 'true');
  await expect(lineage).toContainText(/its offspring: [1-9]/);

  await row(page, id).hover();
  await expect(lineage.locator('.ring.hovered')).toHaveCount(1);

  await lineage.getByRole('button', { name: 'Table: Lineage' }).click();
  await expect(
    lineage
      .getByRole('row')
      .filter({ has: page.getByText(`${id}`, { exact: true }) })
      .first(),
  ).toContainText(`${parent}`);
});

test('a bar of what worked narrows the table to its candidates, and so do words and choices', async ({
  page,
}) => {
  await runToEnd(page, RUN);
  const table = page.locator('section.candidates');
  const part = page.locator('section.worked').getByRole('button', { name: /^drawn by chance, trained/ });
  const count = Number((await part.getAttribute('aria-label'))?.match(/\d+$/)?.[0]);
  await part.click();
  await expect(table.getByRole('status')).toHaveText(`${count} of 40 shown`);
  await table.getByRole('button', { name: 'Show all' }).click();
  await expect(part).toHaveAttribute('aria-pressed', 'false');

  await table.getByLabel('Outcome').selectOption('invalid');
  await expect(table.locator('tbody tr').first()).toContainText('invalid:');
  await table.getByLabel('Find').fill('no such words');
  await expect(table).toContainText('No candidate is like that.');
});

test('error is weighed against what is chosen, and the table follows', async ({ page }) => {
  await runToEnd(page, RUN);
  const pareto = page.locator('section.pareto');
  await pareto.getByRole('combobox').selectOption('Memory');
  await expect(pareto.locator('.axis .label').first()).toHaveText(
    'Most memory while training, MB (log scale)',
  );
  await pareto.getByRole('button', { name: /^Table/ }).click();
  await expect(pareto.getByRole('row').nth(1)).toContainText(/\d MB/);
});

test('the loop says what each station holds at the moment the page shows, and candidates fly to where they go', async ({
  page,
}) => {
  const station = (name: string) => page.locator(`.loop [data-station=${name}]`);
  const events = syntheticRun(20);
  await page.goto(scripted('candidates=20&batch=12'));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(station('trainer').getByRole('button', { name: /^Candidate \d+: \d+ of 400$/ })).toBeVisible();
  await expect(page.locator('.flight').first()).toBeAttached();
  // None is left in the air for good.
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('ended');
  await expect(page.locator('.flight')).toHaveCount(0);

  for (const after of [40, 13]) {
    await page.getByRole('slider', { name: 'Timeline of the run' }).fill(String(after));
    const then = holdingsOf(foldRun(pastUntil(events, after)));
    await expect(station('strategy')).toContainText(`told of ${then.told}`);
    await expect(station('sandbox')).toContainText(`${then.refused} refused`);
    await expect(station('archive')).toContainText(new RegExp(`^Archive\\s*${then.kinds} kinds?$`));
  }
});

test.describe('to whom motion is unwelcome', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('no candidate flies', async ({ page }) => {
    await page.goto(scripted('candidates=3&batch=3'));
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('.flight')) document.title = 'flown';
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('ended');
    await expect(page).not.toHaveTitle('flown');
  });
});

test('the program of a child of two shows what it has that either parent had not', async ({ page }) => {
  await runToEnd(page, RUN);
  const { id, parents } = await page.evaluate(() => {
    const crossed = globalThis.nasPlayground
      .events()
      .flatMap((event) =>
        event.kind === 'asked' && event.candidate.origin.kind === 'assembled'
          ? [{ id: event.candidate.id, parents: event.candidate.origin.parents }]
          : [],
      );
    const last = crossed.at(-1);
    if (!last) throw new Error('This run has no child of two.');
    return last;
  });
  const filters = (of: number) =>
    foldRun(syntheticRun(20)).candidates[of - 1]?.candidate.source.match(/filters: \d+/)?.[0];
  await row(page, id).click();
  const code = page.locator('section.network .code');
  await expect(code.locator('.cm-deletedChunk')).toHaveCount(0);
  for (const parent of parents) {
    await code.getByRole('button', { name: `Changes against its parent ${parent}`, exact: true }).click();
    await expect(code.locator('.cm-deletedChunk').first()).toContainText(filters(parent) ?? 'no filters');
    await expect(code.locator('.cm-changedLine').first()).toContainText(filters(id) ?? 'no filters');
  }
  await code.getByRole('button', { pressed: true }).click();
  await expect(code.locator('.cm-deletedChunk')).toHaveCount(0);
});

test('the list of parts leads to each and says which is before one; a part that a link leaves out is not in it', async ({
  page,
}) => {
  await page.goto(`${scripted('candidates=20')}#hide=compare,benchmark,ranks`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const parts = page.getByRole('navigation', { name: 'Parts of the page' });
  await expect(parts.getByRole('button')).toHaveText([
    'Watch',
    'What was tried',
    'The method',
    'Look inside',
  ]);
  for (const [name, panel] of [
    ['What was tried', 'candidates'],
    ['Look inside', 'inspect'],
    ['Watch', 'network'],
  ] as const) {
    await parts.getByRole('button', { name }).press('Enter');
    await expect(page.locator(`section.${panel}`)).toBeInViewport({ ratio: 0.3 });
    await expect(parts.getByRole('button', { name })).toHaveAttribute('aria-current', 'true');
  }
});
