import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, env, util } from '@tensorflow/tfjs-core';
import { type Program, groupsFor, isInteger, perNumber, sourceOf } from './program.ts';

/** What a program is run on. */
export interface Dispatch {
  /** In the program's order; every one is written, and one that held numbers changes in place. */
  readonly outputs: readonly TensorInfo[];
  readonly inputs: readonly TensorInfo[];
  readonly sizes: readonly number[];
  readonly factors?: readonly number[];
  readonly groups: number;
  /** Times that the groups are run, each with a number of its own; 1 unless told. */
  readonly parts?: number;
}

type Uniform = { type: 'int32' | 'float32'; data: number[] };

/**
 * The part of TF.js's backend that records a dispatch. Its public door admits one result only, which would cost a
 * dispatch for each further one.
 */
interface Recorder {
  recordAndSubmit(
    this: WebGPUBackend,
    program: { pipeline: GPUComputePipeline; dispatch: [number, number, number]; pixelsOpType: 0 },
    output: TensorInfo,
    inputs: TensorInfo[],
    uniforms: Uniform[],
  ): void;
}

const toFloats = perNumber({
  name: 'to floats',
  outputs: ['floats'],
  inputs: ['integers'],
  main: 'floats[i] = f32(integers[i]);',
});

/** Groups that one dimension of a dispatch has room for. */
const GROUPS = 65535;

/** TF.js's webgpu backend as our kernels see it: its buffers and its queue, with programs that write several tensors. */
export class Gpu {
  readonly #backend: WebGPUBackend;
  readonly #record: Recorder['recordAndSubmit'];
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  /** Names of the programs that are being compiled before they are wanted. */
  readonly #ahead = new Set<string>();

  private constructor(backend: WebGPUBackend, record: Recorder['recordAndSubmit']) {
    this.#backend = backend;
    this.#record = record;
  }

  static readonly #known = new WeakMap<object, Gpu>();

  /** @throws when this build of TF.js records its dispatches in another way */
  static of(backend: unknown): Gpu {
    const known = Gpu.#known.get(backend as object);
    if (known) return known;
    const { recordAndSubmit } = backend as Partial<Recorder>;
    if (!recordAndSubmit) throw new Error('This build of TensorFlow.js does not take our GPU kernels.');
    const gpu = new Gpu(backend as WebGPUBackend, recordAndSubmit);
    Gpu.#known.set(backend as WebGPUBackend, gpu);
    return gpu;
  }

  /** A new tensor of floats; its numbers are whatever was there before. */
  make(shape: readonly number[]): TensorInfo {
    return this.#backend.makeTensorInfo([...shape], 'float32');
  }

  /** Lets go of a tensor that no one was given. */
  free(tensor: TensorInfo): void {
    this.#backend.disposeData(tensor.dataId);
  }

  /** One dispatch of a program, after all that were run before. */
  run(program: Program, dispatch: Dispatch): void {
    const inputs = dispatch.inputs.map((tensor, i) =>
      isInteger(program.inputs[i] as string) ? tensor : this.#floats(tensor),
    );
    this.#run(program, { ...dispatch, inputs });
    inputs.forEach((tensor, i) => {
      if (tensor !== dispatch.inputs[i]) this.free(tensor);
    });
  }

  /** TF.js casts integers to floats in name only: what is said to hold floats may hold integers yet. */
  #floats(tensor: TensorInfo): TensorInfo {
    if (this.#backend.tensorMap.get(tensor.dataId).dtype === 'float32') return tensor;
    const floats = this.make(tensor.shape);
    const size = util.sizeFromShape(tensor.shape);
    this.#run(toFloats, { outputs: [floats], inputs: [tensor], sizes: [size], groups: groupsFor(size) });
    return floats;
  }

  #run(program: Program, { outputs, inputs, sizes, factors = [], groups, parts = 1 }: Dispatch): void {
    const tensors = [...outputs, ...inputs];
    for (const { dataId } of tensors) this.#backend.uploadToGPU(dataId);
    // After the buffers: small tensors without one TF.js would compute from numbers that are not there.
    if (env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) {
      this.#compileAhead(program);
      return;
    }
    // What was read back before is out of date.
    for (const { dataId } of outputs) this.#backend.tensorMap.get(dataId).values = null as never;
    const rows = Math.ceil(groups / GROUPS);
    const dispatch: [number, number, number] = [Math.ceil(groups / rows), rows, parts];
    const uniforms = [
      ...sizes.map((size): Uniform => ({ type: 'int32', data: [size] })),
      ...factors.map((factor): Uniform => ({ type: 'float32', data: [factor] })),
    ];
    // Told apart by their dataId only; the shape of the first goes before the uniforms, as a single 1.
    const [first, ...others] = tensors as [TensorInfo, ...TensorInfo[]];
    this.#record.call(
      this.#backend,
      { pipeline: this.#pipelineOf(program), dispatch, pixelsOpType: 0 },
      { ...first, shape: [1] },
      others,
      uniforms,
    );
  }

  #pipelineOf(program: Program): GPUComputePipeline {
    const known = this.#pipelines.get(program.name);
    if (known) return known;
    const pipeline = this.#backend.device.createComputePipeline(this.#described(program));
    this.#pipelines.set(program.name, pipeline);
    return pipeline;
  }

  /** As TF.js does under this flag; but a program that is wanted before it is ready is compiled at once. */
  #compileAhead(program: Program): void {
    if (this.#pipelines.has(program.name) || this.#ahead.has(program.name)) return;
    this.#ahead.add(program.name);
    this.#backend.device
      .createComputePipelineAsync(this.#described(program))
      .then(
        (pipeline) => this.#pipelines.has(program.name) || this.#pipelines.set(program.name, pipeline),
        // Refused; whoever runs it will hear of it.
        () => {},
      )
      .finally(() => this.#ahead.delete(program.name));
  }

  #described(program: Program): GPUComputePipelineDescriptor {
    const { device } = this.#backend;
    const buffer = (binding: number, type: GPUBufferBindingType) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    });
    const { outputs, inputs } = program;
    const group = device.createBindGroupLayout({
      entries: [
        ...outputs.map((_, i) => buffer(i, 'storage')),
        ...inputs.map((_, i) => buffer(outputs.length + i, 'read-only-storage')),
        buffer(outputs.length + inputs.length, 'uniform'),
      ],
    });
    return {
      label: program.name,
      layout: device.createPipelineLayout({ bindGroupLayouts: [group] }),
      compute: { module: device.createShaderModule({ label: program.name, code: sourceOf(program) }) },
    };
  }
}
