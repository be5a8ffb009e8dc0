/** The trainer's worker, with a look at what its wasm backend holds. */
import * as tf from '@tensorflow/tfjs-core';
import '../../../src/workers/trainer.worker.ts';

interface WasmBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

declare global {
  var wasmBytes: () => number;
}

globalThis.wasmBytes = () => (tf.backend() as unknown as WasmBackend).wasm.HEAPU8.buffer.byteLength;
