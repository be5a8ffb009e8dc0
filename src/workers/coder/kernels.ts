import kernelsUrl from '../trainer/native/kernels.wasm?url';
import { type Arithmetic, plainArithmetic } from './arithmetic.ts';
import { simdArithmetic } from './simd.ts';

let compiled: Promise<WebAssembly.Module | undefined> | undefined;

/** The fastest arithmetic that this browser has, with a memory of its own. */
export async function kernelArithmetic(): Promise<Arithmetic> {
  // Without SIMD the module does not compile.
  compiled ??= fetch(new URL(kernelsUrl, import.meta.url))
    .then((response) => response.arrayBuffer())
    .then((bytes) => WebAssembly.compile(bytes))
    .catch(() => undefined);
  const module = await compiled;
  return module ? simdArithmetic(module) : plainArithmetic();
}
