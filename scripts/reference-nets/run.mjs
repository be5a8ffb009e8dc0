/**
 * Trains the MNIST-1D reference networks by the published recipe and prints their test accuracies as a Markdown
 * table:  npm run references -- --seeds 3 [--only CNN]
 */
import { parseArgs } from 'node:util';
import { openSource } from '../page.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '3' }, only: { type: 'string' } },
});

const { page, close } = await openSource('scripts/reference-nets/index.html');
try {
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
  await close();
}
