import { type Page, expect, test } from '@playwright/test';
import type * as Harness from '../harness/trainer.ts';
import { blankPage } from '../harness/trainer-page.ts';

/** A software GPU takes long for a step, and compiles for seconds per network: shared out, so that each test ends in good time. */
const STEPS = { wasm: 50, webgpu: 8 };
const PARTS = { wasm: 1, webgpu: 6 };

async function trainAlike(page: Page, name: string, backend: 'wasm' | 'webgpu') {
  const [cpu, other] = await page.evaluate(
    async ([name, backend, steps]) => {
      const harness = (await import('/tests/browser/harness/trainer.ts' as string)) as typeof Harness;
      return [await harness.losses('cpu', name, steps), await harness.losses(backend, name, steps)] as const;
    },
    [name, backend, STEPS[backend]] as const,
  );
  const whole = { losses: { length: STEPS[backend] }, leaked: 0 };
  expect.soft(cpu, name).toMatchObject(whole);
  expect.soft(other, name).toMatchObject(whole);
  if (!('losses' in cpu) || !('losses' in other)) return;
  const gaps = cpu.losses.map((loss, i) => Math.abs(loss - (other.losses[i] ?? NaN)));
  expect.soft(Math.max(...gaps), name).toBeLessThan(1e-3);
}

for (const backend of ['wasm', 'webgpu'] as const) {
  for (let part = 0; part < PARTS[backend]; part++) {
    test(`every layer type trains on ${backend} as it does on cpu, part ${part + 1} of ${PARTS[backend]}`, async ({
      page,
    }) => {
      test.setTimeout(600_000);
      await blankPage(page);
      const names = await page.evaluate(
        async () =>
          ((await import('/tests/browser/harness/trainer.ts' as string)) as typeof Harness).netNames,
      );
      const share = names.filter((_, i) => i % PARTS[backend] === part);
      expect(share.length).toBeGreaterThan(5);
      for (const name of share) await test.step(name, () => trainAlike(page, name, backend));
    });
  }
}
