/** Trains the planned networks one after another and appends a line to a file for each; what is there is not trained again. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type as system } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { BENCHMARK_TASK } from '../../src/search/benchmark/task.ts';
import { weightSeed } from '../../src/search/run/seeds.ts';
import type { CellNetwork } from '../../src/search/spaces/canonicalCell.ts';
import { BENCHMARK } from '../../src/search/spaces/cell.ts';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';
import { openSource } from '../page.mjs';
import type {} from './page/page.ts';
import { RECORDS, packBenchmark } from './pack.ts';
import { DATA, SEEDS, TRAINING, plannedNetworks } from './plan.ts';
import type { NetworkRecord } from './record.ts';

const PUBLISHED = new URL('../../public/benchmark/', import.meta.url);

/** What a file of records begins with: records of another plan do not go together with these. */
const planLine = () => JSON.stringify({ data: DATA, training: TRAINING, seeds: SEEDS });

/** @throws with a sentence for a person */
export async function makeBenchmark(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      shard: { type: 'string', default: '1/1' },
      most: { type: 'string' },
      pack: { type: 'boolean', default: false },
    },
  });
  if (!values.pack) await train(values.shard, values.most);
  packBenchmark(PUBLISHED);
}

/** @param most networks of those that are open */
async function train(shard: string, most: string | undefined): Promise<void> {
  const { part, parts } = shardOf(shard);
  mkdirSync(RECORDS, { recursive: true });
  const file = new URL(`records-${part}-of-${parts}.jsonl`, RECORDS);
  const done = recordedKeys(file);
  const open = plannedNetworks()
    .filter((_, at) => at % parts === part - 1)
    .filter(({ key }) => !done.has(key))
    .slice(0, most === undefined ? undefined : Number(most));
  console.error(`${done.size} networks are recorded, ${open.length} are to be trained.`);
  if (open.length === 0) return;

  const { page, close } = await openSource('scripts/make-benchmark/page/index.html', {
    ready: 'benchmarkMeasurer',
    cacheDir: 'node_modules/.vite/make-benchmark',
  });
  try {
    if (!existsSync(file)) appendFileSync(file, `${planLine()}\n`);
    appendFileSync(file, `${JSON.stringify({ environment: environmentOf(page) })}\n`);
    await page.evaluate(
      (data) => benchmarkMeasurer.open('wasm', { ...data, baseUrl: new URL('/', location.href).href }),
      DATA,
    );
    const begun = performance.now();
    for (const [at, network] of open.entries()) {
      appendFileSync(file, `${JSON.stringify(await recordOf(page, network))}\n`);
      const seconds = (performance.now() - begun) / 1000;
      const left = (seconds / (at + 1)) * (open.length - at - 1);
      if (at % 10 === 0)
        console.error(
          `${at + 1} of ${open.length}, ${seconds.toFixed(0)} s, about ${left.toFixed(0)} s left`,
        );
    }
  } finally {
    await close();
  }
}

async function recordOf(page: Page, { key, genotype }: CellNetwork): Promise<NetworkRecord> {
  const compiled = await new QuickJsCompiler().compile(
    BENCHMARK.render(genotype, BENCHMARK_TASK),
    BENCHMARK_TASK,
  );
  if (!compiled.ok) throw new Error(`The cell ${key} is no network: ${compiled.error.message}`);
  const { topology, hash, params, flops } = compiled.value;
  const jobs = SEEDS.map((seed) => ({ topology, training: TRAINING, seed: weightSeed(seed, hash) }));
  const measured = await page.evaluate((jobs) => benchmarkMeasurer.measure(jobs), jobs);
  const trainings = measured.trainings.map((training, at) => ({ seed: SEEDS[at] ?? NaN, ...training }));
  const { probe } = measured;
  return { key, genotype, hash, params, flops, probe, trainings, at: new Date().toISOString() };
}

/** Keys of the networks in a file, from which a line is cut that was not written to its end. @throws when it is of another plan */
function recordedKeys(file: URL): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(file, whole);
  const [plan, ...lines] = whole.trimEnd().split('\n');
  if (plan !== planLine())
    throw new Error(`${file.pathname} holds records of another plan; move it away to begin anew.`);
  return new Set(lines.map((line) => (JSON.parse(line) as Partial<NetworkRecord>).key ?? ''));
}

function shardOf(text: string): { readonly part: number; readonly parts: number } {
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!part || !parts || Number(part) < 1 || Number(part) > Number(parts))
    throw new Error(`--shard is a part and the number of parts, such as 1/2, and not ${text}.`);
  return { part: Number(part), parts: Number(parts) };
}

function environmentOf(page: Page) {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const { version } = JSON.parse(
    readFileSync(new URL('../../node_modules/@tensorflow/tfjs-core/package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    tfjs: version,
    backend: 'wasm',
    browser: `Chromium ${page.context().browser()?.version() ?? 'unknown'}, headless`,
    node: process.versions.node,
    system: `${system()} ${release()}`,
    processor: `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`,
  };
}
