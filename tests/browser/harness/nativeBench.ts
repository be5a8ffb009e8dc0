/** Milliseconds and loss of a training step: as TF.js with the trainer's plain kernels does it, and with ours. */
import * as tf from '@tensorflow/tfjs-core';
import { parse } from 'valibot';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { registerNativeKernels } from '../../../src/workers/trainer/native/register.ts';
import { buildNetwork } from '../../../src/workers/trainer/network.ts';
import { makeOptimizer } from '../../../src/workers/trainer/optimizer/optimizer.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { takeStep } from '../../../src/workers/trainer/step.ts';
import { prepareWasm } from '../../../src/workers/trainer/wasm.ts';
import { TIMED } from '../../../scripts/bench/nets.ts';
import { blobs } from './trainer-data.ts';

const CLASS_NAMES = Array.from({ length: 10 }, (_, i) => `class ${i}`);

const training = parse(trainingSchema, {});

/** @param native with our kernels, and the layers, the loss and the optimiser that take them. To be called once on a page. */
export async function start(native: boolean): Promise<void> {
  prepareWasm();
  await tf.setBackend('wasm');
  if (native && !(await registerNativeKernels())) throw new Error('the kernels did not register');
}

type Stepper = (indices: Int32Array) => tf.Scalar;

async function stepperOf(name: string): Promise<{ take: Stepper; count: number }> {
  const make = TIMED[name];
  if (!make) throw new Error(`no network named ${name}`);
  const { inputShape, topology } = make();
  const data = makeResident({ inputShape, classNames: CLASS_NAMES }, blobs(inputShape, 10, 1000, 1));
  const network = await buildNetwork({ topology, training, seed: 5 });
  const optimizer = makeOptimizer(training, network.variables);
  return {
    take: (indices) => takeStep(network, optimizer, data, indices, 1e-3).loss,
    count: data.count,
  };
}

const batchAt = (step: number, size: number, count: number) =>
  Int32Array.from({ length: size }, (_, i) => (step * size + i) % count);

const steppers = new Map<string, Awaited<ReturnType<typeof stepperOf>>>();

async function stepper(name: string) {
  const made = steppers.get(name) ?? (await stepperOf(name));
  steppers.set(name, made);
  return made;
}

/** @returns milliseconds a step, over so many steps after as many to warm up; and the last loss */
export async function time(name: string, batch: number, steps: number) {
  const { take, count } = await stepper(name);
  let loss = 0;
  const run = async () => {
    const start = performance.now();
    for (let step = 0; step < steps; step++) {
      const scalar = take(batchAt(step, batch, count));
      if (step === steps - 1) [loss = NaN] = await scalar.data();
      scalar.dispose();
    }
    return (performance.now() - start) / steps;
  };
  await run();
  return { ms: await run(), loss };
}

/** Tensors and bytes of the wasm heap, to be compared over time. */
export function memory() {
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  return { tensors: tf.memory().numTensors, heap: wasm.HEAPU8.byteLength };
}
