/** The part of the scoring that runs in the browser: trains one network with the page's own trainer. */
import { weightSeed } from '../../src/search/run/seeds.ts';
import { parseSpec } from '../../src/search/spec/spec.ts';
import { SandboxClient } from '../../src/workers/search/sandboxClient.ts';
import { TrainerPool } from '../../src/workers/search/trainerPool.ts';

const STEPS = 150;

/** Where the accuracies are from. */
export const source = `mnist1d, ${STEPS} steps, seed 1, 1,000 examples held out`;

/** The page's own recipe, but shorter, and with more held out, so that the figure is less a matter of luck. */
const parsed = parseSpec({
  dataset: { id: 'mnist1d' },
  validationFraction: 0.25,
  training: { length: { unit: 'steps', count: STEPS } },
  seed: 1,
});
if (!parsed.ok) throw new Error(parsed.error);
const { dataset, training, validationFraction, seed } = parsed.value;

const pool = new TrainerPool(
  {
    backend: 'wasm',
    data: { dataset, validationFraction, seed, baseUrl: new URL('/', location.href).href },
  },
  1,
  { onReady: () => {}, onReplaced: () => {}, onMemory: () => {} },
);
const sandbox = new SandboxClient();

/** @returns the best validation accuracy of all epochs, 0-1; nothing when the network could not be trained */
export async function score(program: string): Promise<number | undefined> {
  const compiled = await sandbox.compile(program, await pool.task());
  if (!compiled.ok) throw new Error(`${compiled.error.message}\n${program}`);
  const { topology, hash } = compiled.value;
  const job = { topology, training, seed: weightSeed(seed, hash) };
  const listener = { onStart: () => {}, onPoint: () => {} };
  const result = await pool.evaluate(job, listener, new AbortController().signal);
  return result.kind === 'scored' ? result.score.valAccuracy : undefined;
}
