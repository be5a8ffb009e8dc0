import type { Page, Worker } from '@playwright/test';

/** The workers of a page whose name begins so; by their addresses, which are blobs, they cannot be told apart. */
export async function workersNamed(page: Page, name: string): Promise<Worker[]> {
  const named = await Promise.all(
    page
      .workers()
      .map(async (worker) => ({ worker, name: await worker.evaluate(() => self.name).catch(() => '') })),
  );
  return named.filter((each) => each.name.startsWith(name)).map(({ worker }) => worker);
}
