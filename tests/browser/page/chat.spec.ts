import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { runOf } from './visit.ts';

const REPLIES = fileURLToPath(new URL('../../fixtures/toy-model/replies/networks/', import.meta.url));
const RUN = 'strategy=chat&evaluations=20&steps=30&workers=1&baseline=off&seed=2';

const chat = (page: Page) => page.locator('section.chat');
const words = (page: Page) => page.getByRole('textbox', { name: 'Your request, in English or Russian' });
const hint = (page: Page) => page.locator('#chat-hint');
const turn = (page: Page, index: number) => chat(page).locator('article').nth(index);
const improve = (page: Page) => page.getByRole('button', { name: 'Improve it', exact: true });

async function say(page: Page, text: string): Promise<void> {
  await words(page).fill(text);
  await words(page).press('Enter');
}

const settled = { timeout: 60_000 };
const stop = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true }).click();
test('a person asks the small model for a network by keyboard, reads its report and has it improved', async ({
  page,
}) => {
  await page.goto(`/#${RUN}`);
  await expect(improve(page)).toBeDisabled();
  await expect(hint(page)).toContainText('Sending begins the run.', settled);
  await say(page, 'Design a network, please');
  await expect(words(page)).toHaveValue('');
  await expect(words(page)).toBeFocused();
  await expect(turn(page, 0)).toContainText('Design a network, please');
  await expect(turn(page, 0)).toContainText('understood: design a new network', settled);
  await expect(turn(page, 0)).toContainText(/always answering “\d”/, settled);
  // Some fifty examples of each of ten digits are held out.
  await expect(chat(page).locator('.labels')).toContainText(/“0” \d\d, “1” \d\d/);
  await expect(turn(page, 0).locator('dl')).toContainText(/Accuracy\s*[\d.]+\s%/);
  await expect(turn(page, 0).locator('dl')).toContainText(/Always “\d”\s*10\.\d\s%/);
  await expect(turn(page, 0).locator('dl')).toContainText(/Parameters\s*\d/);

  await improve(page).press('Enter');
  await expect(turn(page, 1)).toContainText('Improve it: raise its validation accuracy.');
  await expect(turn(page, 1)).toContainText('understood: improve', settled);
  await expect(turn(page, 1).locator('.card')).toContainText(/Accuracy|same network|invalid/, settled);

  // What was not understood proposes nothing; the page says what can be asked for, in words of the request's language.
  await say(page, 'Привет!');
  await expect(turn(page, 2)).toContainText('Эта маленькая модель не читает предложений');
  await expect(page.getByRole('button', { name: 'расширить', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'расширить', exact: true }).click();
  await words(page).press('Enter');
  await expect(turn(page, 3)).toContainText('understood: расширить', settled);
  await improve(page).click();
  await expect(turn(page, 4)).toContainText('Улучши её');
  await expect(turn(page, 4)).toContainText('understood: улучшить', settled);

  await stop(page);
  const run = await runOf(page);
  expect(run.said.map(({ text }) => text).at(-2)).toBe('расширить');
  const requests = run.candidates.map(({ candidate: { origin } }) =>
    origin.kind === 'written' ? [origin.request, origin.model] : origin.kind,
  );
  expect(requests).toEqual([0, 1, 3, 4].map((request) => [request, 'nas-coder']));
});

test('the conversation so far goes to a chat model, reports and all, and a worthless accuracy is called so', async ({
  page,
}) => {
  const reply = `Вот сеть.\n${await readFile(`${REPLIES}1-dense.txt`, 'utf8')}`;
  await page.addInitScript((reply) => {
    const heard: unknown[] = [];
    const session = () => ({
      clone: async () => session(),
      destroy: () => {},
      promptStreaming: (input: unknown) => {
        heard.push(input);
        return new Blob([reply]).stream().pipeThrough(new TextDecoderStream());
      },
    });
    Object.assign(globalThis, {
      heard,
      LanguageModel: { availability: async () => 'available', create: async () => session() },
    });
  }, reply);
  // So small a learning rate that nothing is learnt.
  await page.goto(`/#${RUN}&labels=one-against-rest&classA=5&learningRate=0.000001`);
  await expect(page.locator('#model option[value="browser"]')).toBeAttached({ timeout: 30_000 });
  await page.locator('#model').selectOption('browser');
  await expect(page.getByRole('group', { name: 'What the small model understands' })).toHaveCount(0);
  await say(page, 'Сделай маленькую сеть');
  await expect(turn(page, 0)).toContainText('Вот сеть.', settled);
  await expect(chat(page).locator('.labels')).toContainText(/“5” 50|“not 5” 450/, settled);
  await expect(turn(page, 0).locator('.card')).toContainText(/Accuracy/, settled);
  await expect(turn(page, 0).locator('.card')).toContainText(
    /always answering “not 5”.* gives 90.* nothing of use was learnt/,
  );

  await say(page, 'Шире!');
  // It is the same reply, so the same network.
  await expect(turn(page, 1).locator('.card')).toContainText('same network as 1', settled);
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  expect(heard[0]).toContain('there are 2 classes');
  expect(heard[0]).toMatch(/\n\nСделай маленькую сеть$/);
  expect(heard[1]).toEqual([
    { role: 'user', content: heard[0] },
    { role: 'assistant', content: reply },
    { role: 'user', content: expect.stringMatching(/^Your network was trained: .*\n\nШире!$/s) },
  ]);
  await stop(page);
});

test('random search beside it keeps in step and waits for the person as it does', async ({ page }) => {
  await page.goto(`/#${RUN.replace('baseline=off&', '')}`);
  await expect(hint(page)).toContainText('Sending begins the run.', settled);
  await say(page, 'a new network');
  await expect
    .poll(async () => (await runOf(page)).candidates.filter(({ outcome }) => outcome).length, settled)
    .toBe(2);
  const run = await runOf(page);
  expect(run.candidates.map(({ candidate }) => candidate.arm)).toEqual(['search', 'baseline']);
  expect(run.status).toBe('running');
  await stop(page);
  await expect(hint(page)).toContainText('Sending begins a new run, with a new conversation.');
});
