import { expect, type Page, test } from '@playwright/test';
import { networkTitle, row, runOf } from './visit.ts';

const dialog = (page: Page) => page.getByRole('dialog');

/** Replaces the program in the editor. */
async function write(page: Page, program: string): Promise<void> {
  await dialog(page).getByRole('textbox').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(program);
}

const program = (units: number) => `export default function build(tf, inputShape, classes) {
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape }));
  model.add(tf.layers.dense({ units: ${units}, activation: 'relu' }));
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return model;
}
`;

test('a candidate’s program, changed by hand, is checked as it is typed and trained in the run', async ({
  page,
}) => {
  await page.goto('/#strategy=evolution&workers=1&seed=3&baseline=off&evaluations=4&steps=30');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect
    .poll(async () => (await runOf(page)).candidates[0]?.outcome?.kind, { timeout: 60_000 })
    .toBe('scored');
  await row(page, 1).click();
  await page.getByRole('button', { name: 'Edit a copy' }).click();
  const send = dialog(page).getByRole('button', { name: 'Try it' });
  const verdict = dialog(page).getByRole('status');
  await expect(verdict).toContainText('the same network as candidate 1');
  await expect(send).toBeDisabled();

  await write(page, program(-3));
  await expect(verdict).toContainText('Line 4');
  await expect(dialog(page).locator('.fault-line')).toContainText('units: -3');
  await expect(send).toBeDisabled();

  await write(page, program(17));
  await expect(verdict).toContainText('A network');
  await send.click();
  await expect(dialog(page)).toBeHidden();
  await expect
    .poll(async () => (await runOf(page)).candidates[1]?.outcome?.kind, { timeout: 60_000 })
    .toBe('scored');
  expect((await runOf(page)).candidates[1]?.candidate).toMatchObject({
    arm: 'search',
    source: program(17),
    origin: { kind: 'edited', parents: [1] },
  });
  await expect(networkTitle(page)).toContainText('2');
  await expect(page.locator('section.network')).toContainText('candidate 1, changed by you');
  await expect(page.locator('section.candidates')).toContainText('1 by your hand');
  expect((await runOf(page)).status).toBe('paused');

  await page.getByLabel('Train for', { exact: true }).fill('20');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => (await runOf(page)).status, { timeout: 90_000 }).toBe('ended');
  const ended = await runOf(page);
  expect(ended.candidates).toHaveLength(4);
  expect(ended.changes.map(({ patch }) => Object.keys(patch))).toEqual([['training']]);
});
