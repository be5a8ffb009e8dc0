import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/gpuKernels.ts';
import { sharedPage } from '../harness/sharedPage.ts';

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

const page = sharedPage((page) =>
  page.evaluate(async () =>
    ((await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness).start(),
  ),
);

for (const kind of KINDS) {
  test(`${kind} on webgpu are as composed on the cpu backend, for random shapes`, async () => {
    const worst = await page().evaluate(async (kind) => {
      const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
      return harness.compareOnGpu(kind, 25);
    }, kind);
    expect(worst.gap, worst.what).toBeLessThan(1e-4);
  });
}

test('kernels on webgpu are right for large batches, casts and single numbers too', async () => {
  const found = await page().evaluate(async () => {
    const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
    return harness.compareOdd();
  });
  for (const { what, gap } of found) expect(gap, what).toBeLessThan(1e-4);
});

test('a weight that was read back is read anew once it has moved, and its clone stays', async () => {
  const { seen, expected } = await page().evaluate(async () => {
    const harness = (await import('/tests/browser/harness/gpuKernels.ts' as string)) as typeof Harness;
    return harness.readTwice();
  });
  expect(seen).toEqual(expected);
});
