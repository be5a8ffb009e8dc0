import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/gpuKernels.ts';
import { blankPage } from '../harness/trainer-page.ts';

const KINDS = [
  'gradients of max pooling',
  'gradients of average pooling',
  'gradients of padded average pooling',
  'sums and means',
  'gradients of activations and means',
  'dense layers',
  'convolutional layers',
  'depthwise layers',
  'convolutional layers over sequences',
  'losses of softmax and cross-entropy',
  'batch normalisations',
  'recurrent layers',
  'steps of optimisers',
];

for (const kind of KINDS) {
  test(`${kind} on webgpu are as composed on the cpu backend, for random shapes`, async ({ page }) => {
    await blankPage(page);
    const worst = await page.evaluate(async (kind) => {
      const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
      await harness.start();
      return harness.compareOnGpu(kind, 25);
    }, kind);
    expect(worst.gap, worst.what).toBeLessThan(1e-4);
  });
}

test('kernels on webgpu are right for large batches, casts and single numbers too', async ({ page }) => {
  await blankPage(page);
  const found = await page.evaluate(async () => {
    const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
    await harness.start();
    return harness.compareOdd();
  });
  for (const { what, gap } of found) expect(gap, what).toBeLessThan(1e-4);
});

test('a weight that was read back is read anew once it has moved, and its clone stays', async ({ page }) => {
  await blankPage(page);
  const { seen, expected } = await page.evaluate(async () => {
    const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
    await harness.start();
    return harness.readTwice();
  });
  expect(seen).toEqual(expected);
});
