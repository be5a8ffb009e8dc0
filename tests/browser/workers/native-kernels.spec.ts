import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/nativeKernels.ts';

const KINDS = [
  'products of matrices',
  'products with bias and activation',
  'convolutions',
  'gradients of convolutions',
  'depthwise convolutions and their gradients',
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
  test(`${kind} are as composed on the cpu backend, for random shapes`, async ({ page }) => {
    await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('/blank');
    const worst = await page.evaluate(async (kind) => {
      const harness = (await import('/tests/browser/harness/nativeKernels.ts' as string)) as typeof Harness;
      if (!(await harness.start())) throw new Error('the kernels did not register');
      return harness.compare(kind, 150);
    }, kind);
    expect(worst.gap, worst.what).toBeLessThan(1e-5);
  });
}
