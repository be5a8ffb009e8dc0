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

interface Group {
  readonly backend: BackendName;
  readonly peer: PeerName;
  readonly nets: readonly NetName[];
  readonly batches?: readonly Batch[];
  readonly required?: boolean;
}

const SMALL: readonly NetName[] = ['mlp', 'cnn1d', 'gru'];
const LARGE: readonly NetName[] = ['cnn2d', 'separable', 'residual'];

/** By weight: what the project promises comes first, the costliest that nothing hangs on last. */
const GROUPS: readonly Group[] = [
  { backend: 'wasm', peer: 'pytorch', nets: NETS, required: true },
  { backend: 'wasm', peer: 'tfjs-cpu', nets: SMALL },
  { backend: 'wasm', peer: 'tfjs-wasm', nets: SMALL },
  { backend: 'webgpu', peer: 'tfjs-webgpu', nets: NETS, batches: [32] },
  { backend: 'wasm', peer: 'tfjs-wasm', nets: LARGE },
  { backend: 'wasm', peer: 'jax-js', nets: NETS },
  { backend: 'cpu', peer: 'tfjs-cpu', nets: SMALL },
  { backend: 'webgpu', peer: 'tfjs-webgpu', nets: NETS, batches: [128, 512] },
  { backend: 'wasm', peer: 'tfjs-cpu', nets: LARGE },
  { backend: 'cpu', peer: 'tfjs-cpu', nets: LARGE },
];

/** Within a group the small batches come first, so that a large one's cost can be told from them. */
export const TASKS: readonly Task[] = GROUPS.flatMap(
  ({ backend, peer, nets, batches = BATCHES, required = false }) =>
    batches.flatMap((batch) => nets.map((net) => ({ net, backend, batch, peer, required }))),
);
