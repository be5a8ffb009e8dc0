/**
 * Trains programs one after another and appends each score to fitness.jsonl; what is there already is not trained
 * again. First a plan drawn blindly, then rounds that a fit to what is measured guides. Last it says how well such a fit
 * guesses what was left out of it:
 *   node scripts/pretrain/fitness/run.mjs --count 500
 *   node scripts/pretrain/fitness/run.mjs --count 250 --guided first
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openSource } from '../../page.mjs';
import { typescript } from '../../typescript.mjs';

const FILE = new URL('fitness.jsonl', import.meta.url);
const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, guided: { type: 'string' } },
});

const known = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n').filter(Boolean) : [];
const done = new Set(known.map((line) => JSON.parse(line).source));

const { load: loadFrom, close: closeCompiler } = await typescript();
const load = (name) => loadFrom(`/scripts/pretrain/fitness/${name}.ts`);
const count = Number(values.count);
const plan = values.guided
  ? (await load('guided')).guided(count, values.guided)
  : (await load('plan')).planned(count);
const programs = plan.filter(({ source }) => !done.has(source));
console.log(`${programs.length} programs to train, ${done.size} done`);

const { page, close } = await openSource('scripts/pretrain/fitness/index.html');
try {
  for (const [index, { source }] of programs.entries()) {
    const measured = await page.evaluate(
      async (source) => (await import('/scripts/pretrain/fitness/page.ts')).measure(source),
      source,
    );
    appendFileSync(FILE, `${JSON.stringify({ source, ...measured })}\n`);
    if (index % 20 === 0) console.log(`${index}: ${measured.valAccuracy} in ${measured.trainMs} ms`);
  }
} finally {
  await close();
}

const { spearman, meanError } = (await load('predictor')).crossValidate(8);
console.log(`over 8 folds: rank correlation ${spearman.toFixed(2)}, mean error ${meanError.toFixed(2)}`);
await closeCompiler();
