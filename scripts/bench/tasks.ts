/** Which comparisons there are, and in which order they are made. */
import type { BackendName } from '../../src/search/domain.ts';
import { BATCHES, type Batch, NETS, type NetName, type PeerName } from './names.ts';

export interface Task {
  readonly net: NetName;
  readonly backend: BackendName;
  readonly batch: Batch;
  readonly peer: PeerName;
  /** Made however long it takes; the others only while there is time. */
  readonly required: boolean;
}

type Comparison = Pick<Task, 'backend' | 'peer'> & { readonly nets: readonly NetName[] };

const FEW: readonly NetName[] = ['mlp', 'cnn1d'];

const wasm = (peer: PeerName, nets: readonly NetName[]): Comparison => ({ backend: 'wasm', peer, nets });

const all = ({ backend, peer, nets }: Comparison, batches: readonly Batch[], required = false): Task[] =>
  batches.flatMap((batch) => nets.map((net) => ({ net, backend, batch, peer, required })));

/** The recurrent network last, which puts thousands of dispatches to the GPU where it comes from the stock TF.js. */
const gpu: Comparison = {
  backend: 'webgpu',
  peer: 'tfjs-webgpu',
  nets: ['mlp', 'cnn1d', 'cnn2d', 'separable', 'residual', 'gru'],
};

/** What is promised in part or not at all, the dearest last, so that it is what is left out. */
const OTHERS: readonly Comparison[] = [
  wasm('tfjs-cpu', ['gru']),
  wasm('tfjs-wasm', ['gru']),
  wasm('jax-js', ['mlp', 'cnn1d', 'cnn2d', 'residual', 'separable', 'gru']),
  wasm('tfjs-wasm', ['cnn2d', 'separable', 'residual']),
  { backend: 'cpu', peer: 'tfjs-cpu', nets: NETS },
  wasm('tfjs-cpu', ['cnn2d', 'separable', 'residual']),
];

/**
 * In this order: PyTorch beside every network and batch, which is never left out; the stock TF.js beside the MLP and
 * the MNIST-1D CNN; webgpu with a batch of 32, whose counts are those of every batch; the other comparisons with a
 * batch of 32, with 128 and with 512; webgpu with the larger batches. Small batches come first, so that a large one's
 * cost can be told from them.
 */
export const TASKS: readonly Task[] = [
  ...all(wasm('pytorch', NETS), BATCHES, true),
  ...all(wasm('tfjs-cpu', FEW), BATCHES),
  ...all(wasm('tfjs-wasm', FEW), BATCHES),
  ...all(gpu, [32]),
  ...BATCHES.flatMap((batch) => OTHERS.flatMap((comparison) => all(comparison, [batch]))),
  ...all(gpu, [128, 512]),
];
