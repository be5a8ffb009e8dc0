/** Fine-tuning as a visitor does it. */
import { expect, type Page } from '@playwright/test';
import { eventsOf } from './visit.ts';

const RUN = '/#strategy=llm&population=10&evaluations=300&steps=30&workers=1&baseline=off&seed=2';
const TUNED = /^nas-coder-tuned-[0-9a-f]{12}$/;

export const state = (page: Page) => page.locator('#tuning-state');
export const result = (page: Page) => page.locator('#tuning-result');
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** All programs that a model wrote so far, in order. */
export const written = async (page: Page) =>
  (await eventsOf(page)).flatMap((event) =>
    event.kind === 'asked' && event.candidate.origin.kind === 'written' ? [event.candidate.origin] : [],
  );

/** Candidates of other origins than those that a run begins with, and what the user was told. */
const amiss = async (page: Page) =>
  (await eventsOf(page)).filter(
    (event) =>
      event.kind === 'notice' || (event.kind === 'asked' && event.candidate.origin.kind === 'mutated'),
  );

/** Starts a run and waits until there is enough to learn from. */
export async function startToLearn(page: Page): Promise<void> {
  await page.goto(RUN);
  await page.getByText('Fine-tune on this run').click();
  await expect(page.getByRole('button', { name: 'Fine-tune', exact: true })).toBeDisabled();
  await expect(state(page)).toContainText('No model is loaded');
  await press(page, 'Start');
  await expect(state(page)).toContainText('to learn from', { timeout: 60_000 });
}

export async function tune(page: Page, steps: number): Promise<void> {
  await page.locator('#tuning-steps').fill(String(steps));
  await page.locator('#tuning-rate').fill('0.001');
  await press(page, 'Fine-tune');
}

/** Waits until the run that is under way has a program by the tuned model, and ends the run. */
export async function tunedWrites(page: Page): Promise<void> {
  await expect
    .poll(async () => TUNED.test((await written(page)).at(-1)?.model ?? ''), { timeout: 60_000 })
    .toBe(true);
  await press(page, 'Stop');
  expect(await amiss(page)).toEqual([]);
  // The reply under way when the models changed was heard to its end.
  const shipped = (await written(page)).filter(({ model }) => model === 'nas-coder');
  for (const { reply } of shipped) expect(reply.trimEnd()).toMatch(/\}$/);
}
