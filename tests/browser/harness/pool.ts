/** Runs in a page: the pool of trainer workers, as the search reaches it. */
import type { BackendName } from '../../../src/search/domain.ts';
import { faultInEnglish } from '../../../src/search/faults/english.ts';
import { MNIST1D_REFERENCES } from '../../../src/search/references/mnist1d.ts';
import { parseSpec } from '../../../src/search/spec/spec.ts';
import type { Runner } from '../../../src/search/testing/runner.ts';
import { evaluatorContract, inheritanceContract } from '../../../src/search/testing/evaluatorContract.ts';
import { SandboxClient } from '../../../src/workers/search/sandboxClient.ts';
import { type PoolListener, TrainerPool } from '../../../src/workers/search/trainerPool.ts';
import type { Told } from '../../../src/search/told/told.ts';

const silent: PoolListener = { onReady: () => {}, onReplaced: () => {}, onMemory: () => {} };

/** A pool of one on wasm, if nothing else is said, and a job that scores. */
async function open(backend: BackendName = 'wasm', size = 1, listener = silent, steps = 60) {
  const spec = parseSpec({ training: { length: { unit: 'steps', count: steps } } });
  if (!spec.ok) throw new Error(spec.error);
  const { dataset, validationFraction, training } = spec.value;
  const data = { dataset, validationFraction, seed: 1, baseUrl: `${location.origin}/` };
  const evaluator = new TrainerPool({ backend, data }, size, listener);
  const cnn = MNIST1D_REFERENCES.find(({ name }) => name === 'CNN');
  const compiled = await new SandboxClient().compile(cnn?.source ?? '', await evaluator.task());
  if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
  return { evaluator, job: { topology: compiled.value.topology, training, seed: 1 } };
}

/** Runs every promise of the contract; what was not kept comes back by name. */
export async function brokenPromises(): Promise<{
  readonly kept: number;
  readonly broken: readonly string[];
}> {
  const promises: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  const equal = (actual: unknown, expected: unknown) => {
    if (JSON.stringify(actual) !== JSON.stringify(expected))
      throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  };
  const opened = await open();
  const runner: Runner = { it: (name, body) => promises.push({ name, body }), equal };
  evaluatorContract(runner, async () => opened);
  inheritanceContract(runner, async () => opened);
  const broken: string[] = [];
  for (const { name, body } of promises)
    await body().catch((error: unknown) => broken.push(`${name}: ${String(error)}`));
  opened.evaluator.close();
  return { kept: promises.length - broken.length, broken };
}

/** Starts a job that outlasts any test, and says when it runs, so that its worker can be killed; then a short one. */
export async function startJob() {
  const { evaluator, job } = await open();
  const starts: number[] = [];
  const listener = { onStart: (trainer: number) => starts.push(trainer), onPoint: () => {} };
  const train = (steps: number) =>
    evaluator.evaluate(
      { ...job, training: { ...job.training, length: { unit: 'steps', count: steps } } },
      listener,
      new AbortController().signal,
    );
  return { starts, result: train(1_000_000), again: () => train(60) };
}

/** Two trainers on a GPU, one at a job of some seconds, the other idle; and what is told of them. */
export async function startOnGpu() {
  const told: Told[] = [];
  const pool = { ...silent, onReplaced: (what: Told) => void told.push(what) };
  const { evaluator, job } = await open('webgpu', 2, pool, 12);
  const starts: number[] = [];
  const listener = { onStart: (trainer: number) => void starts.push(trainer), onPoint: () => {} };
  return { starts, told, result: evaluator.evaluate(job, listener, new AbortController().signal) };
}

/** Trains a network and keeps its weights; then, when told to, one that begins with them. */
export async function keepWeights() {
  const { evaluator, job } = await open();
  const listener = { onStart: () => {}, onPoint: () => {} };
  const never = new AbortController().signal;
  await evaluator.evaluate({ ...job, keepAs: 'parent' }, listener, never);
  return { inherit: () => evaluator.evaluate({ ...job, startFrom: 'parent' }, listener, never) };
}
