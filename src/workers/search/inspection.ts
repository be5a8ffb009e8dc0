import type * as Comlink from 'comlink';
import type { CandidateId, Topology } from '../../search/domain.ts';
import type { HeldOut, Inspection, InspectorApi, OpenRequest, TrainedNetwork } from '../api.ts';
import inspectorWorker from '../inspector.worker.ts?worker&url';
import { type Linked, link } from '../spawn.ts';
import { startWorker } from '../start.ts';

/** A trained network, and what it is. */
export interface Trained {
  readonly topology: Topology;
  readonly network: TrainedNetwork;
}

/**
 * Looks inside a run's networks, in a worker of its own: it begins when it is first wanted, lasts as long as the run does,
 * and answers while trainers train.
 */
export class RunInspection implements Inspection {
  readonly #request: OpenRequest;
  readonly #train: (id: CandidateId) => Promise<Trained>;
  #opened: Promise<Linked<InspectorApi>> | undefined;
  #worker: Linked<InspectorApi> | undefined;

  /** @param train gives a candidate's network, trained as it was in the run @throws with a sentence for a person */
  constructor(request: OpenRequest, train: (id: CandidateId) => Promise<Trained>) {
    this.#request = request;
    this.#train = train;
  }

  async hold(id: CandidateId): Promise<TrainedNetwork> {
    const { topology, network } = await this.#train(id);
    await this.#call((api) => api.hold(id, topology, network.weights));
    return network;
  }

  heldOut(): Promise<HeldOut> {
    return this.#call((api) => api.heldOut());
  }

  release(id: CandidateId): Promise<void> {
    return this.#call((api) => api.release(id));
  }

  predictions(...args: Parameters<Inspection['predictions']>) {
    return this.#call((api) => api.predictions(...args));
  }

  classify(...args: Parameters<Inspection['classify']>) {
    return this.#call((api) => api.classify(...args));
  }

  layers(...args: Parameters<Inspection['layers']>) {
    return this.#call((api) => api.layers(...args));
  }

  close(): void {
    this.#worker?.kill();
  }

  async #call<P extends Promise<unknown>>(
    use: (api: Comlink.Remote<InspectorApi>) => P,
  ): Promise<Awaited<P>> {
    this.#opened ??= this.#open();
    return (await this.#opened).call(use);
  }

  async #open(): Promise<Linked<InspectorApi>> {
    const worker = (this.#worker = link<InspectorApi>(
      startWorker(inspectorWorker, 'inspector'),
      'inspector',
    ));
    // The next call begins with a new one.
    const forget = () => void (this.#opened = undefined);
    worker.onLost(forget);
    try {
      await worker.call((api) => api.open(this.#request));
    } catch (error) {
      worker.kill();
      throw error;
    }
    return worker;
  }
}
