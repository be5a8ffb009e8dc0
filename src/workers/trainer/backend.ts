import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendReport } from '../../search/domain.ts';
import { messageOf } from '../../search/result.ts';
import type { BackendChoice } from '../../search/spec/spec.ts';
import { registerAveragePoolGradient } from './kernels/averagePoolGradient.ts';
import { packShapes } from './packedShapes.ts';
import { registerTileGradient } from './kernels/tileGradient.ts';

/**
 * Starts the backend that was chosen, or under `auto` the fastest that this machine can train on: a hardware GPU,
 * else WebAssembly, else plain JavaScript.
 *
 * @throws with a sentence for a person when an explicit choice cannot be had
 */
export async function startBackend(choice: BackendChoice): Promise<BackendReport> {
  if (choice === 'webgpu') return startChosenWebgpu();
  if (choice === 'wasm') {
    await start('wasm');
    return { backend: 'wasm', reason: 'WebAssembly was chosen.' };
  }
  if (choice === 'cpu') {
    await start('cpu');
    return { backend: 'cpu', reason: 'Plain JavaScript was chosen; it is the slowest.' };
  }
  return startBest();
}

async function startBest(): Promise<BackendReport> {
  const gpu = await findGpu();
  let reason = gpu.found ? '' : gpu.reason;
  if (gpu.found && !gpu.software) {
    try {
      await start('webgpu');
      return { backend: 'webgpu', reason: `WebGPU on a hardware GPU: ${gpu.name}.`, adapter: gpu.name };
    } catch (error) {
      reason = `The GPU was found but did not start (${messageOf(error)})`;
    }
  } else if (gpu.found) {
    reason = 'No hardware GPU: the WebGPU adapter is a software one';
  }
  try {
    await start('wasm');
    return { backend: 'wasm', reason: `${reason}, so WebAssembly is used.` };
  } catch (error) {
    await start('cpu');
    return {
      backend: 'cpu',
      reason: `${reason}, and WebAssembly did not start (${messageOf(error)}), so plain JavaScript is used.`,
    };
  }
}

async function startChosenWebgpu(): Promise<BackendReport> {
  const gpu = await findGpu();
  if (!gpu.found)
    throw new Error(`WebGPU was chosen, but cannot be used: ${gpu.reason}. Choose another backend.`);
  await start('webgpu');
  const reason = gpu.software
    ? 'WebGPU was chosen; its adapter is a software one, which is slower than WebAssembly.'
    : 'WebGPU was chosen.';
  return { backend: 'webgpu', reason, adapter: gpu.name };
}

type Gpu =
  | { readonly found: true; readonly software: boolean; readonly name: string }
  | { readonly found: false; readonly reason: string };

async function findGpu(): Promise<Gpu> {
  // Absent in browsers without WebGPU, whatever the types say.
  if (!('gpu' in navigator)) return { found: false, reason: 'This browser has no WebGPU' };
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return { found: false, reason: 'This browser offers no WebGPU adapter' };
  const { isFallbackAdapter, description, vendor, architecture } = adapter.info;
  return {
    found: true,
    software: isFallbackAdapter,
    name: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
  };
}

interface Backend {
  /** Loads the backend's code and readies it, once. */
  load(): Promise<unknown>;
  /** Called each time it has become the current one. */
  started(): Promise<void> | void;
}

const backends: Record<BackendName, Backend> = {
  webgpu: {
    load: async () => (await import('./webgpu.ts')).prepareWebgpu(),
    started: async () => (await import('./webgpu.ts')).webgpuStarted(),
  },
  wasm: {
    load: async () => (await import('./wasm.ts')).prepareWasm(),
    started: async () => (await import('./wasm.ts')).wasmStarted(),
  },
  cpu: { load: async () => (await import('./cpu.ts')).prepareCpu(), started: () => {} },
};

/** Loads a backend's code when it is first wanted, and makes it the current one. */
async function start(name: BackendName): Promise<void> {
  await backends[name].load();
  registerTileGradient();
  registerAveragePoolGradient();
  if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend of TensorFlow.js did not start.`);
  await backends[name].started();
  packShapes(name);
}
