/** Makes the searches, each in a browser of its own, and keeps each as soon as it is done. */
import { appendFileSync } from 'node:fs';
import { foldRun } from '../../src/search/run/fold.ts';
import { openPage } from '../page.mjs';
import { readLines } from './lines.ts';
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
  const make = async (method: Method, seed: number, goal: Goal) => {
    const trace = await searchOnce(method, seed, goal, plan.steps);
    appendFileSync(plan.file, `${JSON.stringify(trace)}\n`);
    done.push(trace);
    const seconds = trace.seconds.toFixed(0);
    say(`seed ${seed}, ${method.name}: ${trace.tried.length} candidates in ${seconds} s`);
    return trace;
  };
  const { evaluations } = plan;
  /** Rivals, once it is known how long the methods took: they go on as long, and try as many. */
  const waiting: { readonly rival: Method; readonly seed: number; readonly seconds: number }[] = [];
  const makeWaiting = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { rival, seed, seconds } = next;
      const trace = find(rival, seed);
      if (trace && trace.tried.length >= evaluations && trace.seconds >= seconds) continue;
      if (trace) done.splice(done.indexOf(trace), 1);
      await make(rival, seed, { evaluations, seconds });
    }
  };
  // A search keeps one core busy and little more, so that the rivals of a seed go beside the methods of the next.
  let beside = Promise.resolve();
  for (let seed = 1; seed <= plan.seeds; seed++) {
    let seconds = 0;
    for (const method of plan.methods) {
      const trace = find(method, seed) ?? (await make(method, seed, { evaluations }));
      seconds = Math.max(seconds, trace.seconds);
    }
    waiting.push(...RIVALS.map((rival) => ({ rival, seed, seconds })));
    beside = beside.then(makeWaiting);
  }
  await Promise.all([beside, makeWaiting()]);
  return done;
}

/** The last one of a method and seed counts. */
export function readTraces(file: string): Trace[] {
  const named = readLines<Trace>(file).map((trace) => [`${trace.method} ${trace.seed}`, trace] as const);
  return [...new Map(named).values()];
}

/** A search goes on until it has tried as many; one with `seconds` until it has also gone on as long. */
interface Goal {
  readonly evaluations: number;
  readonly seconds?: number;
}

async function searchOnce(method: Method, seed: number, goal: Goal, steps: number): Promise<Trace> {
  const { page, close } = await openPage();
  try {
    const spec = {
      strategy: method.strategy,
      dataset: { id: 'mnist1d' },
      training: { length: { unit: 'steps', count: steps } },
      baseline: false,
      workers: 1,
      seed,
    };
    await page.evaluate(searchUntil, { spec, ...goal });
    return traceOf(method.id, foldRun(await page.evaluate(() => nasPlayground.events())));
  } finally {
    await close();
  }
}

/** Runs in the page, so that it can use nothing from here. Looks twice a second whether it is enough. */
async function searchUntil({ spec, evaluations, seconds }: Goal & { readonly spec: object }): Promise<void> {
  if (seconds === undefined)
    return nasPlayground.start({ ...spec, budget: { unit: 'evaluations', count: evaluations } });
  const ended = nasPlayground.start({ ...spec, budget: { unit: 'minutes', count: 600 } });
  let [seen, tried, at] = [0, 0, 0];
  while (tried < evaluations || at < 1000 * seconds) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const news = nasPlayground.events(seen);
    seen += news.length;
    tried += news.filter(({ kind }) => kind === 'finished').length;
    at = news.at(-1)?.at ?? at;
    if (news.some(({ kind }) => kind === 'ended')) return ended;
  }
  await nasPlayground.stop();
  return ended;
}
