import { type Page, expect, test } from '@playwright/test';
import type * as Harness from '../harness/trainer.ts';
import type * as Kernels from '../harness/trainer-kernels.ts';
import { sharedPage } from '../harness/sharedPage.ts';
import { blankPage } from '../harness/trainer-page.ts';

const onPage = (page: Page, name: string, trials: number) => ({
  compare: () =>
    page.evaluate(
      async ([name, trials]) =>
        ((await import('/tests/browser/harness/trainer-kernels.ts' as string)) as typeof Kernels).compare(
          name,
          trials,
        ),
      [name, trials] as const,
    ),
  transposes: (backend: 'cpu' | 'wasm') =>
    page.evaluate(
      async ([name, trials, backend]) =>
        ((await import('/tests/browser/harness/trainer-kernels.ts' as string)) as typeof Kernels).transposes(
          name,
          backend,
          trials,
        ),
      [name, trials, backend] as const,
    ),
});

const page = sharedPage();

// Sums of up to a few thousand products of numbers below 1, in 32-bit floats.
const TOLERANCE = 1e-4;

for (const name of ['conv2d', 'depthwise conv2d', 'max pooling', 'average pooling', 'resize nearest']) {
  test(`the gradients of ${name} on wasm are those of cpu`, async () => {
    const worst = await onPage(page(), name, 60).compare();
    expect(worst.gap, worst.what).toBeLessThan(TOLERANCE);
  });
}

for (const backend of ['cpu', 'wasm'] as const) {
  test(`the gradient of nearest-neighbour resizing on ${backend} is its transpose`, async () => {
    const worst = await onPage(page(), 'resize nearest', 60).transposes(backend);
    expect(worst.gap, worst.what).toBeLessThan(1e-3);
  });
}

test('a full heap on wasm ends the job as out of memory, and the next one runs', async ({ page }) => {
  await blankPage(page);
  const ended = await page.evaluate(async () =>
    ((await import('/tests/browser/harness/trainer.ts' as string)) as typeof Harness).overflow(),
  );
  expect(ended).toEqual({
    result: { kind: 'failed', reason: 'out-of-memory', message: { kind: 'out-of-memory' } },
    leaked: 0,
    sum: 10,
  });
});
