/** Calls of kernels on random shapes, on the plain JavaScript backend of TF.js and on ours. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { Rng } from '../../../src/search/random/rng.ts';
import { registerNativeKernels } from '../../../src/workers/trainer/native/register.ts';
import { prepareWasm } from '../../../src/workers/trainer/wasm.ts';
import { type Draw, gap } from './nativeCases.ts';
import { CONV_DRAWS } from './nativeConvCases.ts';
import { LAYER_DRAWS } from './nativeLayerCases.ts';
import { PLAIN_DRAWS } from './nativePlainCases.ts';

const wasmKernels = () =>
  new Map(tf.getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]));

let ours: readonly string[] = [];

/** Registers the kernels in C, or else those in portable JavaScript only. To be called once on a page. */
export async function start(native = true): Promise<boolean> {
  const stock = wasmKernels();
  prepareWasm();
  await tf.setBackend('wasm');
  const registered = native ? await registerNativeKernels() : true;
  ours = [...wasmKernels()].filter(([name, kernel]) => stock.get(name) !== kernel).map(([name]) => name);
  return registered;
}

/** Names of the kernels that were put before TF.js's or added to them, sorted. */
export const registeredKernels = (): readonly string[] => ours.toSorted();

const DRAWS: Readonly<Record<string, Draw>> = { ...PLAIN_DRAWS, ...CONV_DRAWS, ...LAYER_DRAWS };

export interface Comparison {
  readonly what: string;
  readonly gap: number;
}

/** Compares so many random cases on the cpu backend and another. @returns the worst of them */
export async function compare(name: string, count: number, backend = 'wasm'): Promise<Comparison> {
  const draw = DRAWS[name];
  if (!draw) throw new Error(`nothing named ${name}`);
  const rng = new Rng(11).fork(name);
  let worst: Comparison = { what: '', gap: -1 };
  for (let i = 0; i < count; i++) {
    const drawn = draw(rng);
    const found = await gap(backend, drawn, i + 1);
    if (!(found <= worst.gap)) worst = { what: drawn.what, gap: found };
  }
  return worst;
}

/** The kernels of ours that random cases of a kind call on wasm, sorted. */
export async function kernelsUsed(name: string, count: number): Promise<readonly string[]> {
  const used = new Set<string>();
  const undo: (() => void)[] = [];
  for (const config of tf.getKernelsForBackend('wasm')) {
    const { kernelFunc, kernelName } = config;
    if (!ours.includes(kernelName)) continue;
    config.kernelFunc = (call) => {
      used.add(kernelName);
      return kernelFunc(call);
    };
    undo.push(() => void (config.kernelFunc = kernelFunc));
  }
  try {
    await compare(name, count);
  } finally {
    for (const put of undo) put();
  }
  return [...used].toSorted();
}
