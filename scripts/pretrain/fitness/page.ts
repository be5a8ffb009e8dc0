/** The part of the fitness measurement that runs in the browser: trains one program with the page's own trainer. */
import { faultInEnglish } from '../../../src/search/faults/english.ts';
import { weightSeed } from '../../../src/search/run/seeds.ts';
import { parseSpec } from '../../../src/search/spec/spec.ts';
import { SandboxClient } from '../../../src/workers/search/sandboxClient.ts';
import { TrainerPool } from '../../../src/workers/search/trainerPool.ts';

export interface Measured {
  readonly hash: string;
  readonly params: number;
  readonly flops: number;
  /** Best of all epochs, 0-1; absent when the network could not be trained. */
  readonly valAccuracy?: number;
  readonly trainMs?: number;
}

/** 300 steps instead of the page's 400. */
export const measure = measurer(300);

/**
 * Low fidelity: the page's own recipe on MNIST-1D, but as many steps, and 1,000 examples held out instead of 500, so that
 * the figure is less a matter of luck.
 */
export function measurer(steps: number): (source: string) => Promise<Measured> {
  const parsed = parseSpec({
    dataset: { id: 'mnist1d' },
    validationFraction: 0.25,
    training: { length: { unit: 'steps', count: steps } },
    seed: 1,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  const { dataset, training, validationFraction, seed } = parsed.value;
  const data = { dataset, validationFraction, seed, baseUrl: new URL('/', location.href).href };
  const silent = { onReady: () => {}, onReplaced: () => {}, onMemory: () => {} };
  let pool: TrainerPool | undefined;
  const sandbox = new SandboxClient();
  return async (source) => {
    pool ??= new TrainerPool({ backend: 'wasm', data }, 1, silent);
    const compiled = await sandbox.compile(source, await pool.task());
    if (!compiled.ok) throw new Error(`${faultInEnglish(compiled.error.message)}\n${source}`);
    const { topology, hash, params, flops } = compiled.value;
    const job = { topology, training, seed: weightSeed(seed, hash) };
    const listener = { onStart: () => {}, onPoint: () => {} };
    const result = await pool.evaluate(job, listener, new AbortController().signal);
    if (result.kind !== 'scored') return { hash, params, flops };
    const { valAccuracy, trainMs } = result.score;
    return { hash, params, flops, valAccuracy, trainMs: Math.round(trainMs) };
  };
}
