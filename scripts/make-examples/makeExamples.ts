/** Records runs in a headless browser and writes them where the page finds them, and the index that is built into it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import type { RunEvent } from '../../src/search/domain.ts';
import type { ExampleRun } from '../../src/search/keep/example.ts';
import { summarise } from '../../src/search/keep/summary.ts';
import { foldRun } from '../../src/search/run/fold.ts';
import { packRun, unpackRun } from '../../src/workers/keep/runFile.ts';
import { openPage } from '../page.mjs';
import { RECORDINGS, type Recording } from './plan.ts';

const FOLDER = new URL('../../public/examples/', import.meta.url);
const INDEX = new URL('../../src/search/keep/recordings.json', import.meta.url);
const ENDING = '.nasrun';

/** @param only names of recordings to be made again; all of them without any @throws with a sentence for a person */
export async function makeExamples(only: readonly string[]): Promise<void> {
  const names = RECORDINGS.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no recording ${unknown}; there are ${names.join(', ')}.`);
  mkdirSync(FOLDER, { recursive: true });
  for (const recording of RECORDINGS) {
    if (only.length > 0 && !only.includes(recording.name)) continue;
    const begunAt = Date.now();
    const events = await record(recording);
    const file = await packRun({ events, begunAt });
    writeFileSync(new URL(recording.name + ENDING, FOLDER), file);
    const seconds = ((Date.now() - begunAt) / 1000).toFixed(0);
    console.error(`${recording.name}: ${events.length} events, ${file.length} bytes, ${seconds} s`);
  }
  const index = await indexOf(names.map((name) => name + ENDING));
  writeFileSync(INDEX, await format(JSON.stringify(index), { parser: 'json', printWidth: 110 }));
}

/** In the order of the plan, those that are there. */
async function indexOf(files: readonly string[]): Promise<readonly ExampleRun[]> {
  const there = new Set(readdirSync(FOLDER));
  return Promise.all(files.filter((file) => there.has(file)).map(entryOf));
}

/** What a recording's file says of itself. */
async function entryOf(file: string): Promise<ExampleRun> {
  const content = readFileSync(new URL(file, FOLDER));
  const run = await unpackRun(new Blob([new Uint8Array(content)]));
  if (!run.ok) throw new Error(`${file} cannot be opened: ${run.error.kind}.`);
  const summary = summarise(foldRun(run.value.events));
  if (!summary) throw new Error(`${file} holds no run.`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { file, bytes: content.length, sha256, summary };
}

/** In a browser of its own, so that nothing of one run is left for the next. */
async function record({ name, spec }: Recording): Promise<readonly RunEvent[]> {
  const { page, close } = await openPage();
  try {
    await page.evaluate((spec) => nasPlayground.start(spec), spec);
    const events = await page.evaluate(() => nasPlayground.events());
    const end = events.at(-1);
    if (end?.kind !== 'ended' || end.reason !== 'budget')
      throw new Error(`The run ${name} did not end by its budget.`);
    return events;
  } finally {
    await close();
  }
}
