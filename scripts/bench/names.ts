/** What is measured, by name: networks, batch sizes, sides. */
import type { BackendName } from '../../src/search/domain.ts';

export const NETS = ['mlp', 'cnn1d', 'gru', 'cnn2d', 'separable', 'residual'] as const;
export type NetName = (typeof NETS)[number];

export const BATCHES = [32, 128, 512] as const;
export type Batch = (typeof BATCHES)[number];

export const PEERS = ['pytorch', 'tfjs-cpu', 'tfjs-wasm', 'tfjs-webgpu', 'jax-js'] as const;
export type PeerName = (typeof PEERS)[number];

export type SideName = `ours-${BackendName}` | PeerName;

/** What runs the language model: WebLLM on WebGPU, and our own engine, which needs none. */
export const WRITERS = ['webllm', 'coder'] as const;
export type WriterName = (typeof WRITERS)[number];
