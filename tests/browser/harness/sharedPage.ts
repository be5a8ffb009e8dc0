/** Runs in Node: one page for tests that leave it as it was, since opening one takes longer than most of them. */
import { type Page, test } from '@playwright/test';
import { blankPage } from './trainer-page.ts';

/** To be called beside the tests of a file or block. @param prepare done once, on an empty page of the sources' server */
export function sharedPage(prepare: (page: Page) => Promise<unknown> = async () => {}): () => Page {
  let page: Page;
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await blankPage(page);
    await prepare(page);
  });
  test.afterAll(() => page.close());
  return () => page;
}
