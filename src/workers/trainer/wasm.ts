import * as tf from '@tensorflow/tfjs-core';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { registerWasmKernels } from './kernels/wasm.ts';
import { registerNativeKernels } from './native/register.ts';

let prepared = false;

/** Readies the WebAssembly backend for training: its binaries found, its missing kernels added. */
export function prepareWasm(): void {
  if (prepared) return;
  prepared = true;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plainUrl),
    'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
  });
  // The threaded build starts workers from its own source text, which a minifier breaks; TF.js would take it as
  // soon as the page is cross-origin isolated. Networks are trained side by side in workers of ours instead.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  registerWasmKernels();
}

/** Our workers come from `blob:` addresses, which nothing is relative to. */
const absolute = (address: string): string => new URL(address, import.meta.url).href;

/** Called when the wasm backend has become the current one. */
export async function wasmStarted(): Promise<void> {
  guardMemory();
  // Where they cannot run, the plain kernels above serve, only slower.
  await registerNativeKernels();
}

/**
 * Makes the current wasm backend say when it has no more memory: it would take the null that `malloc` then returns
 * for an address, and write over its own code's data.
 */
function guardMemory(): void {
  const { wasm } = tf.backend() as BackendWasm & { wasm: Guarded };
  if (wasm.guarded) return;
  wasm.guarded = true;
  // The first call puts the real function in its own place, and would undo what follows.
  wasm._free(wasm._malloc(1));
  const malloc = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = malloc(bytes);
    if (address === 0 && bytes > 0)
      throw new RangeError(`WebAssembly memory allocation of ${bytes} bytes failed`);
    return address;
  };
}

interface Guarded {
  guarded?: boolean;
  _malloc(bytes: number): number;
  _free(address: number): void;
}
