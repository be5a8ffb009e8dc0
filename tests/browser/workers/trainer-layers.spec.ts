import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/trainer.ts';
import { blankPage } from '../harness/trainer-page.ts';

const STEPS = 50;

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`every layer type trains on ${backend} as it does on cpu`, async ({ page }) => {
    test.setTimeout(600_000);
    await blankPage(page);
    const names = await page.evaluate(
      async () => ((await import('/tests/browser/harness/trainer.ts' as string)) as typeof Harness).netNames,
    );
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      await test.step(name, async () => {
        const [cpu, other] = await page.evaluate(
          async ([name, backend, steps]) => {
            const harness = (await import('/tests/browser/harness/trainer.ts' as string)) as typeof Harness;
            return [
              await harness.losses('cpu', name, steps),
              await harness.losses(backend, name, steps),
            ] as const;
          },
          [name, backend, STEPS] as const,
        );
        expect.soft(cpu, name).toMatchObject({ losses: { length: STEPS }, leaked: 0 });
        expect.soft(other, name).toMatchObject({ losses: { length: STEPS }, leaked: 0 });
        const gaps =
          'losses' in cpu && 'losses' in other
            ? cpu.losses.map((loss, i) => Math.abs(loss - (other.losses[i] ?? NaN)))
            : [NaN];
        expect.soft(Math.max(...gaps), name).toBeLessThan(1e-3);
      });
    }
  });
}
