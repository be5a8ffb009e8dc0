import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/trainer-optimizers.ts';
import { sharedPage } from '../harness/sharedPage.ts';

type Arguments = Parameters<typeof Harness.walk>;

const page = sharedPage();

const walk = (...args: Arguments) =>
  page().evaluate(
    async (args) =>
      ((await import('/tests/browser/harness/trainer-optimizers.ts' as string)) as typeof Harness).walk(
        ...args,
      ),
    args,
  );

const near = (values: readonly number[], digits = 5) => values.map((value) => expect.closeTo(value, digits));

/** Some steps that turn, shrink and vanish. */
const GRADIENTS = Array.from({ length: 20 }, (_, t) => [
  Math.sin(t) + 0.2,
  0.01 * (t - 8),
  t < 3 ? 5 : 0,
  -1,
]);
const START = [1, -2, 0.5, 0];

for (const backend of ['cpu', 'wasm', 'webgpu'] as const) {
  test.describe(`on ${backend}`, () => {
    test('AdamW moves by the learning rate at first, whatever the gradient, and decays the weight beside it', async () => {
      // First step: m / (1 - b1) = g and v / (1 - b2) = g^2, so the direction is the gradient's sign.
      // 2 - 0.1 (1 + 0.5 * 2) = 1.8 and -2 - 0.1 (-1 + 0.5 * -2) = -1.8.
      const moved = await walk(backend, { weightDecay: 0.5 }, [2, -2], [[3, -0.25]], 0.1);
      expect(moved).toEqual(near([1.8, -1.8]));
    });

    test('AdamW without decay is the Adam of TF.js', async () => {
      const expected = await page().evaluate(
        async (args) =>
          (
            (await import('/tests/browser/harness/trainer-optimizers.ts' as string)) as typeof Harness
          ).walkTfAdam(...args),
        [START, GRADIENTS, 0.05] as Parameters<typeof Harness.walkTfAdam>,
      );
      // TF.js multiplies its powers of beta up in 32 bits, which costs it a digit in twenty steps.
      expect(await walk(backend, { weightDecay: 0 }, START, GRADIENTS, 0.05)).toEqual(near(expected, 4));
    });

    test('SGD gathers momentum and decays the weight beside it', async () => {
      // v = 1, then 0.5 * 1 + 1 = 1.5. w = 4 - 0.1 (1 + 0.2 * 4) = 3.82, then 3.82 - 0.1 (1.5 + 0.2 * 3.82) = 3.5936.
      const settings = { optimizer: 'sgd', momentum: 0.5, weightDecay: 0.2 };
      expect(await walk(backend, settings, [4], [[1], [1]], 0.1)).toEqual(near([3.5936]));
    });
  });
}
