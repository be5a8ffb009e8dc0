/** Runs in a page: the benchmark's worker, and the page's own trainer on what the benchmark speaks of. */
import { faultInEnglish } from '../../../src/search/faults/english.ts';
import type { CurvePoint } from '../../../src/search/domain.ts';
import { finiteMethods } from '../../../src/search/benchmark/methods.ts';
import { type Repeat, repeatOnBenchmark } from '../../../src/search/benchmark/repeats.ts';
import { weightSeed } from '../../../src/search/run/seeds.ts';
import { loadBenchmark } from '../../../src/workers/benchmark/load.ts';
import { connectBenchmark, lend } from '../../../src/workers/connect.ts';
import { SandboxClient } from '../../../src/workers/search/sandboxClient.ts';
import { TrainerPool } from '../../../src/workers/search/trainerPool.ts';

const base = `${location.origin}/`;

/** The first pass of a network as the table has it, and as the page's trainer finds it. */
export async function tabledAndTrained(network: number, training: number) {
  const benchmark = await loadBenchmark(base);
  const { dataset, validationFraction, splitSeed, seeds, training: recipe } = benchmark.card;
  const data = { dataset, validationFraction, seed: splitSeed, baseUrl: base };
  const silent = { onReady: () => {}, onReplaced: () => {}, onMemory: () => {} };
  const pool = new TrainerPool({ backend: 'wasm', data }, 1, silent);
  const source = benchmark.space.render(benchmark.genotype(network), benchmark.task);
  const compiled = await new SandboxClient().compile(source, await pool.task());
  if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
  const { topology, hash, params, flops } = compiled.value;
  const job = {
    topology,
    training: { ...recipe, length: { unit: 'epochs', count: 1 } as const },
    seed: weightSeed(seeds[training] ?? 0, hash),
  };
  let trained: CurvePoint | undefined;
  const listener = { onStart: () => {}, onPoint: (point: CurvePoint) => void (trained = point) };
  await pool.evaluate(job, listener, new AbortController().signal);
  pool.close();
  return {
    tabled: benchmark.curve(network, training)[0],
    trained,
    sizes: [benchmark.params(network), benchmark.flops(network), benchmark.graphHash(network)],
    compiled: [params, flops, hash],
  };
}

/** Best accuracies of some repeats of every finite method: found in the worker, and here. */
export async function searchesThereAndHere(seeds: readonly number[], evaluations: number) {
  const worker = connectBenchmark();
  const { hash } = await worker.call((api) => api.open(base));
  const benchmark = await loadBenchmark(base);
  const [there, here]: [Repeat[], Repeat[]] = [[], []];
  const begun = performance.now();
  for (const strategy of finiteMethods())
    await worker.call((api) =>
      api.repeat(
        strategy,
        seeds,
        evaluations,
        lend((repeats: readonly Repeat[]) => void there.push(...repeats)),
      ),
    );
  const seconds = (performance.now() - begun) / 1000;
  for (const strategy of finiteMethods())
    for await (const repeat of repeatOnBenchmark(benchmark, strategy, seeds, evaluations)) here.push(repeat);
  worker.kill();
  const found = (repeats: readonly Repeat[]) => repeats.map(({ seed, incumbents }) => [seed, ...incumbents]);
  return { hashes: [hash, benchmark.hash], there: found(there), here: found(here), seconds };
}

/** Cancels repeats when the first of them are there. @returns how many came, and whether it says that it came to its end */
export async function cancelled(repeats: number) {
  const worker = connectBenchmark();
  await worker.call((api) => api.open(base));
  const [method] = finiteMethods();
  if (!method) throw new Error('no methods');
  const seeds = Array.from({ length: repeats }, (_, at) => at);
  let count = 0;
  const onRepeats = (some: readonly Repeat[]) => {
    count += some.length;
    void worker.call((api) => api.cancel());
  };
  const isDone = await worker.call((api) => api.repeat(method, seeds, 50, lend(onRepeats)));
  worker.kill();
  return { count, isDone };
}
