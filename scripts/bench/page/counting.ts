/** Looks at what a step of TF.js does, through its kernel registry and the GPU's command encoder. */
import * as tf from '@tensorflow/tfjs-core';
import { countDispatches } from './dispatches.ts';
import type { Counts, Profile } from './side.ts';

/** Puts `around` about every kernel of the current backend. @returns what takes it away again */
function wrapKernels(
  around: (name: string, run: () => ReturnType<tf.KernelFunc>) => ReturnType<tf.KernelFunc>,
) {
  const undo = tf.getKernelsForBackend(tf.getBackend()).map((config) => {
    const { kernelFunc, kernelName } = config;
    config.kernelFunc = (call) => around(kernelName, () => kernelFunc(call));
    return () => void (config.kernelFunc = kernelFunc);
  });
  return () => undo.forEach((put) => put());
}

export async function countStep(step: () => Promise<void>): Promise<Counts> {
  const dispatches = tf.getBackend() === 'webgpu' ? countDispatches() : undefined;
  let kernels = 0;
  const unwrap = wrapKernels((_, run) => {
    kernels += 1;
    return run();
  });
  try {
    await step();
  } finally {
    unwrap();
    dispatches?.stop();
  }
  return { kernels, dispatches: dispatches?.count ?? null };
}

/**
 * Times every kernel of so many steps, those that run to the end before they return (wasm and cpu). The clock of a
 * page that is not isolated ticks every 0.1 ms with jitter, so that only sums over hundreds of calls mean anything.
 */
export function profileSteps(step: () => void, steps: number): Profile {
  const totals = new Map<string, { calls: number; ms: number }>();
  /** Time spent in kernels called by the kernel that is running. */
  let inside = 0;
  const unwrap = wrapKernels((name, run) => {
    const outer = inside;
    inside = 0;
    const start = performance.now();
    const result = run();
    const whole = performance.now() - start;
    const total = totals.get(name) ?? { calls: 0, ms: 0 };
    totals.set(name, { calls: total.calls + 1, ms: total.ms + whole - inside });
    inside = outer + whole;
    return result;
  });
  const begun = performance.now();
  try {
    for (let i = 0; i < steps; i++) step();
  } finally {
    unwrap();
  }
  const stepMs = (performance.now() - begun) / steps;
  const kernels = [...totals]
    .map(([kernel, { calls, ms }]) => ({ kernel, calls: calls / steps, ms: ms / steps }))
    .sort((a, b) => b.ms - a.ms);
  return { stepMs, kernels };
}
