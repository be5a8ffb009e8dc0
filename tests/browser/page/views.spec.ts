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
