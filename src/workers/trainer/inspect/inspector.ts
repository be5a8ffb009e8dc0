import * as tf from '@tensorflow/tfjs-core';
import { extent } from 'd3-array';
import { splitBySeed, takeRows } from '../../../search/data/split.ts';
import type { CandidateId, Topology } from '../../../search/domain.ts';
import { thinned } from '../../../search/inspect/thin.ts';
import { ToldError } from '../../../search/told/toldError.ts';
import type { HeldOut, InspectorApi, LayerOutput, NamedWeight, OpenRequest } from '../../api.ts';
import { startBackend } from '../backend.ts';
import type { DataSource } from '../trainer.ts';
import { type OpenNetwork, openNetwork } from './openNetwork.ts';

/** As in the evaluation of a training, so that sums come out alike. */
const BATCH = 512;

/** The inspector behind its worker. */
export class Inspector implements InspectorApi {
  readonly #source: DataSource;
  readonly #networks = new Map<CandidateId, OpenNetwork>();
  #opened: { readonly heldOut: HeldOut; readonly inputShape: readonly number[] } | undefined;

  constructor(source: DataSource) {
    this.#source = source;
  }

  async open({ backend, data }: OpenRequest): Promise<void> {
    const [, loaded] = await Promise.all([startBackend(backend), this.#source(data)]);
    if (!loaded.ok) throw new ToldError(loaded.error.message);
    const { train, inputShape } = loaded.value;
    const { validation } = splitBySeed(train.y, data.validationFraction, data.seed);
    const { x, y } = takeRows(train, validation);
    this.#opened = { heldOut: { x: Float32Array.from(x), y: Uint8Array.from(y) }, inputShape };
  }

  async heldOut(): Promise<HeldOut> {
    return this.#ready().heldOut;
  }

  async hold(id: CandidateId, topology: Topology, weights: readonly NamedWeight[]): Promise<void> {
    const network = await openNetwork(topology, weights);
    this.#networks.get(id)?.dispose();
    this.#networks.set(id, network);
  }

  async release(id: CandidateId): Promise<void> {
    this.#networks.get(id)?.dispose();
    this.#networks.delete(id);
  }

  async predictions(id: CandidateId): Promise<Float32Array<ArrayBuffer>> {
    const network = this.#network(id);
    const { heldOut, inputShape } = this.#ready();
    const width = heldOut.x.length / heldOut.y.length;
    const rows: number[] = [];
    for (let from = 0; from < heldOut.y.length; from += BATCH) {
      const part = heldOut.x.subarray(from * width, (from + BATCH) * width);
      const batch = [part.length / width, ...inputShape];
      rows.push(...(await read(tf.tidy(() => network.probabilities(tf.tensor(part, batch))))));
    }
    return Float32Array.from(rows);
  }

  async classify(ids: readonly CandidateId[], input: Float32Array) {
    const networks = ids.map((id) => this.#network(id));
    return Promise.all(
      networks.map((network) => read(tf.tidy(() => network.probabilities(this.#single(input))))),
    );
  }

  async layers(id: CandidateId, input: Float32Array): Promise<readonly LayerOutput[]> {
    const network = this.#network(id);
    const x = this.#single(input);
    // A layer that passes on what it is given may give the very same tensor.
    const calls = tf.tidy(() =>
      network.calls(x).map(({ name, output }) => ({ name, output: tf.clone(output) })),
    );
    x.dispose();
    return Promise.all(
      calls.map(async ({ name, output }): Promise<LayerOutput> => {
        const shape = output.shape.slice(1);
        const values = await read(output);
        const [least = 0, greatest = 0] = extent(values);
        return { name, output: thinned(values, shape), range: [least, greatest] };
      }),
    );
  }

  /** A batch of one. */
  #single(input: Float32Array): tf.Tensor {
    return tf.tensor(input, [1, ...this.#ready().inputShape]);
  }

  #network(id: CandidateId): OpenNetwork {
    const network = this.#networks.get(id);
    if (!network) throw new ToldError({ kind: 'not-at-hand', id });
    return network;
  }

  #ready() {
    if (!this.#opened) throw new Error('The inspector has no data yet: call open first.');
    return this.#opened;
  }
}

/** Reads a tensor back and disposes of it. */
async function read(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  // What a backend gives may be a view of its own memory.
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  return values;
}
