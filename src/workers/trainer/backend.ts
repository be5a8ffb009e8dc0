import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendReason, BackendReport } from '../../search/domain.ts';
import type { BackendChoice } from '../../search/spec/spec.ts';
import type { Fact } from '../../search/told/told.ts';
import { ToldError, saidBy } from '../../search/told/toldError.ts';
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
  if (choice === 'auto') return startBest();
  await start(choice);
  return { backend: choice, reason: { kind: 'chosen' } };
}

async function startBest(): Promise<BackendReport> {
  const gpu = await findGpu();
  if (!gpu.found) return startWithoutGpu({ kind: 'no-gpu', why: gpu.why });
  if (gpu.isSoftware) return startWithoutGpu({ kind: 'no-gpu', why: 'software' });
  try {
    await start('webgpu');
    return { backend: 'webgpu', reason: { kind: 'gpu' }, adapter: gpu.name };
  } catch (error) {
    return startWithoutGpu({ kind: 'no-gpu', why: 'not-started', fault: saidBy(error) });
  }
}

async function startWithoutGpu(reason: BackendReason & { kind: 'no-gpu' }): Promise<BackendReport> {
  try {
    await start('wasm');
    return { backend: 'wasm', reason };
  } catch (error) {
    await start('cpu');
    return { backend: 'cpu', reason: { ...reason, wasmFault: saidBy(error) } };
  }
}

async function startChosenWebgpu(): Promise<BackendReport> {
  const gpu = await findGpu();
  if (!gpu.found) throw new ToldError({ kind: 'gpu-unusable', why: gpu.why });
  await start('webgpu');
  return {
    backend: 'webgpu',
    reason: { kind: 'chosen', ...(gpu.isSoftware && { isSoftware: true }) },
    adapter: gpu.name,
  };
}

type Gpu =
  | { readonly found: true; readonly isSoftware: boolean; readonly name: string }
  | { readonly found: false; readonly why: Fact<'gpu-unusable'>['why'] };

async function findGpu(): Promise<Gpu> {
  // Absent in browsers without WebGPU, whatever the types say.
  if (!('gpu' in navigator)) return { found: false, why: 'no-webgpu' };
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return { found: false, why: 'no-adapter' };
  const { isFallbackAdapter, description, vendor, architecture } = adapter.info;
  return {
    found: true,
    isSoftware: isFallbackAdapter,
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
  if (!(await tf.setBackend(name))) throw new ToldError({ kind: 'backend-not-started', backend: name });
  await backends[name].started();
  packShapes(name);
}
