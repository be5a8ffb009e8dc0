/** Training steps of ours beside those of others. */
import type { Browser } from './browserSides.ts';
import { leastSeconds, scaled, turnsFor } from './budget.ts';
import type { Batch, SideName } from './names.ts';
import type { Counts, Side } from './page/side.ts';
import type { MeasuredRow } from './rows.ts';
import { compare } from './statistics.ts';
import type { Task } from './tasks.ts';
import type { TorchSide } from './torchPeer.ts';
import { takeTurns, warmUp } from './turns.ts';

const WARM_MS = 250;

export interface TrainContext {
  readonly browser: Browser;
  readonly torch: TorchSide | undefined;
  readonly seconds: number;
  /** Tells a person how far it is, and what had to be left out. */
  readonly say: (line: string) => void;
}

/** Makes the comparisons in their order, those that are not required while there is time. */
export async function train(tasks: readonly Task[], context: TrainContext): Promise<MeasuredRow[]> {
  const { seconds, say } = context;
  const deadline = performance.now() + 1000 * seconds;
  const left = () => (deadline - performance.now()) / 1000;
  const bench = new Bench(context);
  const rows: MeasuredRow[] = [];
  for (const [i, task] of tasks.entries()) {
    const name = `${task.net}, batch ${task.batch}, ${task.backend} beside ${task.peer}`;
    const fault = bench.faultOf(task);
    if (fault !== undefined) continue;
    if (!task.required && bench.expectedSeconds(task) > left()) {
      say(`left out for want of time: ${name}`);
      continue;
    }
    const requiredLeft = tasks.slice(i).filter(({ required }) => required).length;
    try {
      const row = await bench.measure(task, left, requiredLeft);
      if (row) rows.push(row);
      say(row ? `${name}: ratio ${row.ratio.toFixed(2)}` : `left out for want of time: ${name}`);
    } catch (error) {
      const { message } = error as Error;
      await bench.drop(task, message);
      say(`left out, since it failed: ${name}: ${message.split('\n')[0]}`);
    }
  }
  return rows;
}

class Bench {
  readonly #context: TrainContext;
  readonly #sides = new Map<SideName, Promise<Side>>();
  /** Of each side and network, the last batch that was timed. */
  readonly #known = new Map<string, { readonly batch: Batch; readonly ms: number }>();
  readonly #counts = new Map<string, Counts>();
  readonly #faults = new Map<string, string>();

  constructor(context: TrainContext) {
    this.#context = context;
  }

  /** What a comparison failed of with a smaller batch; it is not tried again. */
  faultOf({ net, backend, peer }: Task): string | undefined {
    return this.#faults.get(`${net} ${backend} ${peer}`);
  }

  /** Seconds at the least, as far as is known from smaller batches. */
  expectedSeconds({ net, backend, batch, peer }: Task): number {
    const of = (side: SideName) => {
      const known = this.#known.get(`${side} ${net}`);
      return known ? scaled(known, batch) : 0;
    };
    return leastSeconds({ ours: of(`ours-${backend}`), peer: of(peer) });
  }

  /** @returns undefined when a first look at an optional one shows that there is no time for it */
  async measure(task: Task, left: () => number, requiredLeft: number): Promise<MeasuredRow | undefined> {
    const { net, backend, batch, peer: peerName, required } = task;
    const oursName: SideName = `ours-${backend}`;
    const [ours, peer] = [await this.#side(oursName), await this.#side(peerName)];
    await ours.prepare(net, batch);
    const { firstMs } = await peer.prepare(net, batch);
    if (!required && leastSeconds({ ours: 0, peer: firstMs }) > left()) return undefined;

    const stepMs = { ours: await warmUp(ours, WARM_MS), peer: await warmUp(peer, WARM_MS) };
    const counts = await this.#countsOf(oursName, ours, task);
    const peerCounts = await this.#countsOf(peerName, peer, task);
    const pairs = await takeTurns(ours, peer, stepMs, turnsFor(required, left(), requiredLeft));
    const compared = compare(pairs);
    this.#known.set(`${oursName} ${net}`, { batch, ms: compared.oursMs });
    this.#known.set(`${peerName} ${net}`, { batch, ms: compared.peerMs });
    return {
      net,
      backend,
      batch,
      peer: peerName,
      ...compared,
      kernelsPerStep: counts.kernels ?? 0,
      dispatchesPerStep: counts.dispatches,
      peerKernels: peerCounts.kernels,
      peerDispatches: peerCounts.dispatches,
    };
  }

  /** Gives a comparison up, and what its peer may still be at. */
  async drop({ net, backend, peer }: Task, message: string): Promise<void> {
    this.#faults.set(`${net} ${backend} ${peer}`, message);
    if (peer === 'pytorch') return;
    this.#sides.delete(peer);
    await this.#context.browser.end(peer);
  }

  async #countsOf(name: SideName, side: Side, { net, batch }: Task): Promise<Counts> {
    const key = `${name} ${net} ${batch}`;
    const counts = this.#counts.get(key) ?? (await side.counts());
    this.#counts.set(key, counts);
    return counts;
  }

  #side(name: SideName): Promise<Side> {
    const side = this.#sides.get(name) ?? this.#start(name);
    this.#sides.set(name, side);
    return side;
  }

  async #start(name: SideName): Promise<Side> {
    if (name === 'pytorch') {
      if (!this.#context.torch) throw new Error('PyTorch is not here.');
      return this.#context.torch;
    }
    const side = this.#context.browser.side(name);
    await side.start();
    return side;
  }
}
