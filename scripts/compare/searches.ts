/** Makes the searches, each in a browser of its own, and keeps each as soon as it is done. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { foldRun } from '../../src/search/run/fold.ts';
import { openPage } from '../page.mjs';
import { type Method, RIVALS } from './methods.ts';
import { type Trace, traceOf } from './trace.ts';

export interface Plan {
  readonly methods: readonly Method[];
  readonly seeds: number;
  readonly evaluations: number;
  /** Training steps of each network. */
  readonly steps: number;
  /** Lines of JSON; searches that stand there are not made again. */
  readonly file: string;
}

/** @returns all that the plan asks for, those of earlier calls among them */
export async function searchAll(plan: Plan, say: (line: string) => void): Promise<readonly Trace[]> {
  const done = readTraces(plan.file);
  const find = (method: Method, seed: number) =>
    done.find((trace) => trace.method === method.id && trace.seed === seed);
  const make = async (method: Method, seed: number, budget: object) => {
    const trace = await searchOnce(method, seed, budget, plan.steps);
    appendFileSync(plan.file, `${JSON.stringify(trace)}\n`);
    done.push(trace);
    const seconds = trace.seconds.toFixed(0);
    say(`seed ${seed}, ${method.name}: ${trace.tried.length} candidates in ${seconds} s`);
    return trace;
  };
  const evaluations = { unit: 'evaluations', count: plan.evaluations };
  for (let seed = 1; seed <= plan.seeds; seed++) {
    const seconds: number[] = [];
    for (const method of plan.methods)
      seconds.push((find(method, seed) ?? (await make(method, seed, evaluations))).seconds);
    const longest = Math.max(...seconds);
    const reaches = (trace?: Trace) =>
      trace !== undefined && trace.tried.length >= plan.evaluations && trace.seconds >= longest - 1;
    // Side by side: without a model to wait for, each keeps one core busy and no more.
    await Promise.all(
      RIVALS.filter((rival) => !reaches(find(rival, seed))).map(async (rival) => {
        const asMany = await make(rival, seed, evaluations);
        if (reaches(asMany)) return;
        done.splice(done.indexOf(asMany), 1);
        await make(rival, seed, { unit: 'minutes', count: Math.max(0.1, longest / 60) });
      }),
    );
  }
  return done;
}

/** The last one of a method and seed counts. */
export function readTraces(file: string): Trace[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const traces = new Map<string, Trace>();
  for (const line of lines) {
    const trace = JSON.parse(line) as Trace;
    traces.set(`${trace.method} ${trace.seed}`, trace);
  }
  return [...traces.values()];
}

async function searchOnce(method: Method, seed: number, budget: object, steps: number): Promise<Trace> {
  const { page, close } = await openPage();
  try {
    await page.evaluate((spec) => nasPlayground.start(spec), {
      strategy: method.strategy,
      dataset: { id: 'mnist1d' },
      training: { length: { unit: 'steps', count: steps } },
      baseline: false,
      budget,
      workers: 1,
      seed,
    });
    return traceOf(method.id, foldRun(await page.evaluate(() => nasPlayground.events())));
  } finally {
    await close();
  }
}
