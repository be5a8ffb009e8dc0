import { expect, test } from '@playwright/test';
import { networkTitle, row, runToEnd, scripted } from './visit.ts';

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
