import type { Page } from '@playwright/test';

/** An empty page of the sources' server, so that nothing of the app runs beside the part under test. */
export async function blankPage(page: Page): Promise<void> {
  await page.route('**/blank', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('/blank');
}
