import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { forgetPacked } from '../kernels/floats.ts';
import { packedShape } from '../packedShapes.ts';
import kernelsUrl from './kernels.wasm?url';

type Kernel = (...parameters: number[]) => number;

/** What c/ exports; each is described there. */
export type Kernels = Readonly<
  Record<
    | 'activate'
    | 'activation_gradient'
    | 'adamw'
    | 'average_pool_gradient'
    | 'batch_norm'
    | 'batch_norm_gradient'
    | 'bias_gradient'
    | 'conv'
    | 'conv_filter_gradient'
    | 'conv_input_gradient'
    | 'cross_entropy'
    | 'depthwise'
    | 'depthwise_filter_gradient'
    | 'depthwise_input_gradient'
    | 'gather'
    | 'gru'
    | 'gru_gradient'
    | 'lstm'
    | 'lstm_gradient'
    | 'matmul'
    | 'max_pool_gradient'
    | 'sgd'
    | 'spread_middle'
    | 'sum_middle'
    | 'winograd'
    | 'winograd_filter_gradient',
    Kernel
  >
>;

/** What TF.js's types leave out of the module that Emscripten made. */
interface EmscriptenModule {
  readonly asm?: { readonly memory?: unknown };
  readonly HEAPU32: Uint32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

const moduleOf = (backend: BackendWasm) => backend.wasm as unknown as EmscriptenModule;

let compiled: WebAssembly.Module | undefined;

/** Fetches the kernels, once. @throws when they cannot be had or the browser lacks SIMD */
export async function compileKernels(): Promise<void> {
  compiled ??= await WebAssembly.compile(
    await (await fetch(new URL(kernelsUrl, import.meta.url))).arrayBuffer(),
  );
}

/**
 * The heap of TF.js's wasm backend, with our kernels at work on it: they see tensors where they lie.
 *
 * TF.js does not hand out its memory, but the loader that Emscripten wrote for it keeps the instance's exports under
 * `asm`, which is where it comes from.
 */
export class Heap {
  readonly kernels: Kernels;
  readonly #backend: BackendWasm;
  readonly #memory: WebAssembly.Memory;
  #scratch = 0;
  #scratchBytes = 0;

  private constructor(backend: BackendWasm, module: WebAssembly.Module, memory: WebAssembly.Memory) {
    this.#backend = backend;
    this.#memory = memory;
    this.kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
  }

  static readonly #heaps = new WeakMap<BackendWasm, Heap>();

  /** @returns undefined when this build of TF.js keeps its memory to itself */
  static find(backend: BackendWasm): Heap | undefined {
    const known = Heap.#heaps.get(backend);
    if (known) return known;
    const { asm } = moduleOf(backend);
    if (!compiled || !(asm?.memory instanceof WebAssembly.Memory)) return undefined;
    const heap = new Heap(backend, compiled, asm.memory);
    Heap.#heaps.set(backend, heap);
    return heap;
  }

  /** @param backend as a kernel is given it */
  static of(backend: unknown): Heap {
    const heap = Heap.find(backend as BackendWasm);
    if (!heap) throw new Error('The native kernels were called on a backend that they do not run on.');
    return heap;
  }

  /** Of the whole heap, which grows and never shrinks. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Address of a tensor's numbers; 0 for none. */
  at(tensor: TensorInfo | undefined): number {
    return tensor ? this.#backend.dataIdMap.get(tensor.dataId).memoryOffset : 0;
  }

  /** A new tensor; its numbers are whatever was there before. */
  make(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    return this.#backend.makeOutput(packedShape(shape), dtype);
  }

  /** Another tensor of the same numbers. */
  share({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    this.#backend.incRef(dataId);
    return { dataId, shape: packedShape(shape), dtype };
  }

  free(tensor: TensorInfo): void {
    this.#backend.disposeData(tensor.dataId);
  }

  /** To be called when a tensor's numbers have changed in place. */
  touched(tensor: TensorInfo): void {
    forgetPacked(this.#backend, tensor);
  }

  /** Address of at least so many floats of working memory, the kernel's until the next asks; it grows and is kept. */
  scratch(floats: number): number {
    if (floats * 4 > this.#scratchBytes) {
      const wasm = moduleOf(this.#backend);
      if (this.#scratch) wasm._free(this.#scratch);
      // Nothing is held should there be no room for the next.
      this.#scratch = this.#scratchBytes = 0;
      const bytes = Math.ceil(floats * 1.25) * 4;
      // An address above 2 GB comes back negative.
      this.#scratch = wasm._malloc(bytes) >>> 0;
      if (!this.#scratch) throw new Error('out of memory: the wasm heap is full');
      this.#scratchBytes = bytes;
    }
    return this.#scratch;
  }

  /** Writes integers, such as a table of addresses, to the working memory. */
  write(values: readonly number[]): number {
    const address = this.scratch(values.length);
    moduleOf(this.#backend).HEAPU32.set(values, address >>> 2);
    return address;
  }
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Floats of working memory that a product with an inner size and so many columns takes (c/gemm.h). */
export const productScratch = (inner: number, columns: number): number =>
  (Math.min(inner, 256) + 1) * (columns + 8);
