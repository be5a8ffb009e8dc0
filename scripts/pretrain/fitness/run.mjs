/**
 * Trains programs one after another and appends each score to fitness.jsonl; what is there already is not trained
 * again. First a plan drawn blindly, then rounds that a fit to what is measured guides:
 *   node scripts/pretrain/fitness/run.mjs --count 500
 *   node scripts/pretrain/fitness/run.mjs --count 250 --guided first
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { BROWSER_FLAGS, findBrowser } from '../../browser.mjs';

const FILE = new URL('fitness.jsonl', import.meta.url);
const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, guided: { type: 'string' } },
});

const known = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n').filter(Boolean) : [];
const done = new Set(known.map((line) => JSON.parse(line).source));

const server = await createServer({
  server: { port: Number(process.env.NAS_TEST_PORT ?? 0), hmr: false, watch: null },
  logLevel: 'error',
});
await server.listen();
const load = (name) => server.ssrLoadModule(`/scripts/pretrain/fitness/${name}.ts`);
const count = Number(values.count);
const plan = values.guided
  ? (await load('guided')).guided(count, values.guided)
  : (await load('plan')).planned(count);
const programs = plan.filter(({ source }) => !done.has(source));
console.log(`${programs.length} programs to train, ${done.size} done`);

const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls.local[0]}scripts/pretrain/fitness/index.html`);
  for (const [index, { source }] of programs.entries()) {
    const measured = await page.evaluate(
      async (source) => (await import('/scripts/pretrain/fitness/page.ts')).measure(source),
      source,
    );
    appendFileSync(FILE, `${JSON.stringify({ source, ...measured })}\n`);
    if (index % 20 === 0) console.log(`${index}: ${measured.valAccuracy} in ${measured.trainMs} ms`);
  }
} finally {
  await browser.close();
  await server.close();
}
