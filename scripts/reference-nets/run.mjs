/**
 * Trains the MNIST-1D reference networks by the published recipe and prints their test accuracies as a Markdown
 * table:  npm run references -- --seeds 3 [--only CNN]
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { BROWSER_FLAGS, findBrowser } from '../browser.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '3' }, only: { type: 'string' } },
});

const server = await createServer({ server: { port: 0, hmr: false, watch: null }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls.local[0]}scripts/reference-nets/index.html`);
  const names = await page.evaluate(async () => (await import('/scripts/reference-nets/page.ts')).names);
  console.log(
    '| network | params | seed | test accuracy | majority class | training time |\n|---|---|---|---|---|---|',
  );
  for (const name of names.filter((name) => !values.only || name === values.only)) {
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const row = await page.evaluate(
        async ([name, seed]) => (await import('/scripts/reference-nets/page.ts')).trainReference(name, seed),
        [name, seed],
      );
      const percent = (fraction) => `${(100 * fraction).toFixed(1)} %`;
      const outcome = row.testAccuracy === undefined ? row.kind : percent(row.testAccuracy);
      console.log(
        `| ${name} | ${row.params} | ${seed} | ${outcome} | ${percent(row.majorityAccuracy ?? 0)} | ${(row.trainMs / 1000).toFixed(0)} s |`,
      );
    }
  }
} finally {
  await browser.close();
  await server.close();
}
