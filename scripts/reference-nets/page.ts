/** The part of `npm run references` that runs in the browser: trains one reference network by the published recipe. */
import { faultInEnglish } from '../../src/search/faults/english.ts';
import { MNIST1D_REFERENCES } from '../../src/search/references/mnist1d.ts';
import { weightSeed } from '../../src/search/run/seeds.ts';
import { parseSpec } from '../../src/search/spec/spec.ts';
import { SandboxClient } from '../../src/workers/search/sandboxClient.ts';
import { TrainerPool } from '../../src/workers/search/trainerPool.ts';

export const names = MNIST1D_REFERENCES.map(({ name }) => name);

/**
 * Adam with learning rate 0.01, batch 100, 6,000 steps on all 4,000 training examples, then one look at the test
 * split: the budget of the MNIST-1D notebook (Greydanus and Kobak 2024).
 */
const RECIPE = {
  dataset: { id: 'mnist1d' },
  training: {
    learningRate: 0.01,
    schedule: 'constant',
    weightDecay: 0,
    batchSize: 100,
    length: { unit: 'steps', count: 6000 },
  },
};

export async function trainReference(name: string, seed: number) {
  const source = MNIST1D_REFERENCES.find((reference) => reference.name === name)?.source ?? '';
  return { name, seed, ...(await trainProgram(source, seed)) };
}

/** Any program by the same recipe. @throws with a sentence when it is no network */
export async function trainProgram(source: string, seed: number) {
  const spec = parseSpec({ ...RECIPE, seed });
  if (!spec.ok) throw new Error(spec.error);
  const { dataset, training, validationFraction } = spec.value;
  const data = { dataset, validationFraction, seed, baseUrl: new URL('/', location.href).href };
  const silent = { onReady: () => {}, onReplaced: () => {}, onMemory: () => {} };
  const pool = new TrainerPool({ backend: 'wasm', data }, 1, silent);
  try {
    const compiled = await new SandboxClient().compile(source, await pool.task());
    if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
    const { topology, hash, params } = compiled.value;
    return { params, ...(await pool.test({ topology, training, seed: weightSeed(seed, hash) })) };
  } finally {
    pool.close();
  }
}
