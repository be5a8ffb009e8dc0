/** Runs in Node: a page of the dev server with the model's harness in it, and the fixture's files as oracles. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { blankPage } from './trainer-page.ts';

type Harness = typeof import('./llm.ts');

export async function openHarness(page: Page) {
  await blankPage(page);
  return page.evaluateHandle(() => import('/tests/browser/harness/llm.ts' as string) as Promise<Harness>);
}

const REPLIES = new URL('../../fixtures/toy-model/replies/', import.meta.url);

/** What a toy model can say, the greedy reply first. */
export const repliesOf = (model: 'networks' | 'letters'): readonly string[] =>
  readdirSync(new URL(model, REPLIES))
    .sort()
    .map((file) => readFileSync(new URL(`${model}/${file}`, REPLIES), 'utf8'));

/**
 * Holds back the answers to requests that match, until released.
 * @returns `asked` resolves at the first such request
 */
export async function hold(page: Page, url: string) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const asked = page.waitForRequest(url);
  await page.route(url, async (route) => {
    await released;
    // The request may have been given up meanwhile.
    await route.fallback().catch(() => {});
  });
  return { asked, release };
}
