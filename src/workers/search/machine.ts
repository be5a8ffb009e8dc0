import type { MachineReport } from '../api.ts';

/** More trainers than this fight for memory bandwidth rather than help. */
const MOST_WORKERS = 4;

/** One core is left to the page, so that it stays smooth. */
export const suggestedWorkers = (cores: number): number => Math.min(MOST_WORKERS, Math.max(1, cores - 1));

/** What this machine offers, without starting anything on it. */
export async function inspectMachine(): Promise<MachineReport> {
  const cores = navigator.hardwareConcurrency;
  return { cores, suggestedWorkers: suggestedWorkers(cores), webgpu: await inspectGpu() };
}

async function inspectGpu(): Promise<MachineReport['webgpu']> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return { kind: 'none', f16: false };
  const { info } = adapter;
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ');
  return {
    kind: info.isFallbackAdapter ? 'software' : 'hardware',
    ...(name && { adapter: name }),
    f16: adapter.features.has('shader-f16'),
  };
}
