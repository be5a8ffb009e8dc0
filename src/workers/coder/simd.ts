import { productScratch } from '../trainer/native/heap.ts';
import type { Arithmetic, Matrix } from './arithmetic.ts';

/** The trainer's kernel, which runs on whatever memory it is given (trainer/native/c/dense.c). */
interface Kernels {
  matmul(...parameters: number[]): void;
}

const PAGE_BYTES = 2 ** 16;

/**
 * Four numbers at a time, by the trainer's kernel on a memory of our own: no backend of TF.js has to be started, and
 * none of its operations stands between two products.
 *
 * @param module trainer/native/kernels.wasm
 */
export function simdArithmetic(module: WebAssembly.Module): Arithmetic {
  let kernels: Kernels | undefined;
  let scratch = 0;
  return {
    allocate(lengths, columns) {
      // Apart by more than they hold, since the kernel may fetch four numbers at once.
      const sizes = lengths.map((length) => Math.ceil(length / 4) * 16 + 16);
      const total = sizes.reduce((sum, size) => sum + size, 16) + 4 * productScratch(Infinity, columns);
      const memory = new WebAssembly.Memory({ initial: Math.ceil(total / PAGE_BYTES) });
      kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
      let at = 16;
      const arrays = lengths.map((length, i) => {
        const array = new Float32Array(memory.buffer, at, length);
        at += sizes[i] as number;
        return array;
      });
      scratch = at;
      return arrays;
    },
    multiply(y, rows, columns, inner, a, b) {
      if (!kernels) throw new Error('Nothing was allocated.');
      kernels.matmul(
        ...[1, rows, columns, inner],
        ...operand(a),
        ...operand(b),
        y.byteOffset,
        ...[0, 0, 0],
        scratch,
      );
    },
  };
}

const operand = ({ values, rowStep, columnStep }: Matrix) =>
  [values.byteOffset, 0, rowStep, columnStep] as const;
