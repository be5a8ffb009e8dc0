import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/nativeBench.ts';
import { blankPage } from '../harness/trainer-page.ts';

const NETS = ['mlp', 'cnn1d', 'cnn2d', 'separable', 'residual', 'gru', 'lstm'];

test('memory stays flat over hundreds of steps of different networks', async ({ page }) => {
  test.setTimeout(400_000);
  await blankPage(page);
  const rounds = await page.evaluate(async (nets) => {
    const harness = (await import('/tests/browser/harness/nativeBench.ts' as string)) as typeof Harness;
    await harness.start(true);
    const rounds = [];
    for (let round = 0; round < 8; round++) {
      for (const net of nets) await harness.time(net, 16, 5);
      rounds.push(harness.memory());
    }
    return rounds;
  }, NETS);
  // The first two rounds bring the networks, and the heap to the size that they need.
  const settled = rounds[2];
  for (const later of rounds.slice(3)) expect(later).toEqual(settled);
});

test('networks learn alike with our kernels and without', async ({ browser }) => {
  test.setTimeout(400_000);
  const losses = [];
  for (const native of [false, true]) {
    const page = await browser.newPage();
    await blankPage(page);
    losses.push(
      await page.evaluate(
        async ([native, nets]) => {
          const harness = (await import('/tests/browser/harness/nativeBench.ts' as string)) as typeof Harness;
          await harness.start(native);
          const found = [];
          for (const net of nets) found.push((await harness.time(net, 16, 3)).loss);
          return found;
        },
        [native, NETS] as const,
      ),
    );
    await page.close();
  }
  const [stock = [], ours = []] = losses;
  NETS.forEach((net, i) => expect(ours[i], net).toBeCloseTo(stock[i] as number, 3));
});

test('the committed kernels are what their sources give', () => {
  const version = () => {
    try {
      return execFileSync('clang', ['--version'], { encoding: 'utf8' });
    } catch {
      return '';
    }
  };
  test.skip(!version().includes('clang version 14.'), 'clang 14 is not here to build the kernels with');
  const out = join(mkdtempSync(join(tmpdir(), 'kernels-')), 'kernels.wasm');
  execFileSync('node', ['src/workers/trainer/native/build.mjs', out]);
  expect(readFileSync(out).equals(readFileSync('src/workers/trainer/native/kernels.wasm'))).toBe(true);
});
