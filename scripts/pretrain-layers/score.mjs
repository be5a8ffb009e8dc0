/**
 * Trains random networks of GPT-NAS's blocks, one after another, and writes the scored corpus. What an earlier run has
 * scored, as build/scores.jsonl says, is not trained again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const BUILD = new URL('build/', import.meta.url);
const SCORES = new URL('scores.jsonl', BUILD);
export const CORPUS = new URL('../../src/search/strategies/gptnas/corpus.json', import.meta.url);

/**
 * @param {import('@playwright/test').Page} page of the sources
 * @param {(path: string) => Promise<any>} load of a module of these scripts in Node
 * @param {number} count
 */
export async function scoreCorpus(page, load, count) {
  const { planned, programOf } = await load('plan');
  mkdirSync(BUILD, { recursive: true });
  const lines = existsSync(SCORES) ? readFileSync(SCORES, 'utf8').trim().split('\n').filter(Boolean) : [];
  const scores = new Map(lines.map((line) => JSON.parse(line)));
  const plan = planned(count);
  const open = plan.filter((spelt) => !scores.has(spelt));
  console.log(`${open.length} networks to train, ${plan.length - open.length} done`);
  for (const [index, spelt] of open.entries()) {
    const valAccuracy = await page.evaluate(
      async (program) => (await import('/scripts/pretrain-layers/scoring.ts')).score(program),
      programOf(spelt),
    );
    // One that cannot be trained is put down too, or it would be tried again each time.
    scores.set(spelt, valAccuracy ?? null);
    appendFileSync(SCORES, `${JSON.stringify([spelt, valAccuracy ?? null])}\n`);
    if (index % 20 === 0) console.log(`${index}: ${valAccuracy} ${spelt}`);
  }
  const source = await page.evaluate(
    async () => (await import('/scripts/pretrain-layers/scoring.ts')).source,
  );
  const networks = plan
    .map((spelt) => [spelt, scores.get(spelt)])
    .filter(([, accuracy]) => accuracy !== null);
  await write({ source, networks });
}

/** As the rest of the repository is laid out. */
const write = async (corpus) =>
  writeFileSync(
    CORPUS,
    await format(JSON.stringify(corpus), { ...(await resolveConfig(CORPUS)), parser: 'json' }),
  );
