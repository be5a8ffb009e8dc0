/** Training steps of ours beside those of others. */
import type { Browser } from './browserSides.ts';
import { leastSeconds, scaled, turnsFor } from './budget.ts';
import type { Batch, SideName } from './names.ts';
import type { Counts, Side } from './page/side.ts';
import type { MeasuredRow } from './rows.ts';
import { type Compared, compare } from './statistics.ts';
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

/**
 * Part of the time that one comparison on webgpu may take. On a software adapter steps take seconds, and only the
 * counts mean anything.
 */
const GPU_SHARE = 0.05;

interface Untimed {
  readonly oursMs: null;
  readonly peerMs: null;
  readonly ratio: null;
}
const UNTIMED: Untimed = { oursMs: null, peerMs: null, ratio: null };

/** Part of the time that one optional comparison may take. */
const MOST_SHARE = 0.25;

/** Seconds past the end of the time, after which a comparison under way is broken off. */
const GRACE = 10;

/**
 * Makes the comparisons in their order, those that are not required while there is time.
 *
 * @returns the rows, and whether all that are required are among them
 */
export async function train(
  tasks: readonly Task[],
  context: TrainContext,
): Promise<{ readonly rows: readonly MeasuredRow[]; readonly complete: boolean }> {
  const { seconds, say } = context;
  const deadline = performance.now() + 1000 * seconds;
  const left = () => (deadline - performance.now()) / 1000;
  const bench = new Bench(context);
  const rows: MeasuredRow[] = [];
  const late: Task[] = [];
  let complete = true;
  for (const [i, task] of tasks.entries()) {
    if (bench.hasFailed(task)) continue;
    if (!task.required && bench.expectedSeconds(task) > left()) {
      late.push(task);
      continue;
    }
    const requiredLeft = tasks.slice(i).filter(({ required }) => required).length;
    try {
      const measuring = bench.measure(task, left, requiredLeft);
      const row = await (task.required
        ? measuring
        : within(Math.min(left() + GRACE, MOST_SHARE * seconds), measuring));
      if (row) rows.push(row);
      else late.push(task);
      if (row) say(`${nameOf(task)}: ${inMs(row.oursMs)} by ${inMs(row.peerMs)}`);
    } catch (error) {
      await bench.drop(task);
      if (task.required) complete = false;
      say(`${nameOf(task)} is left out: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  for (const line of summary(late, tasks)) say(line);
  return { rows, complete };
}

const inMs = (ms: number | null) => (ms === null ? 'counted only' : `${ms.toFixed(2)} ms`);

const nameOf = ({ net, batch, backend, peer }: Task) => `${net}, batch ${batch}, ${backend} beside ${peer}`;

/** What there was no time for, one line a peer. */
function summary(late: readonly Task[], tasks: readonly Task[]): string[] {
  const sideOf = ({ backend, peer }: Task) => `${backend} beside ${peer}`;
  return [...new Set(late.map(sideOf))].map((side) => {
    const [missed, of] = [late, tasks].map((list) => list.filter((task) => sideOf(task) === side).length);
    return `${side}: no time for ${missed} of ${of}; --seconds gives more`;
  });
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it took longer than there is time for')), 1000 * seconds);
  });
  // Broken off, it may still fail: of its worker's end.
  work.catch(() => {});
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

class Bench {
  readonly #context: TrainContext;
  readonly #sides = new Map<SideName, Promise<Side>>();
  /** Of each side and network, the last batch that was timed. */
  readonly #known = new Map<string, { readonly batch: Batch; readonly ms: number }>();
  readonly #counts = new Map<string, Counts>();
  readonly #failed = new Set<string>();

  constructor(context: TrainContext) {
    this.#context = context;
  }

  /** Whether the comparison failed with a smaller batch; it is then not tried again. */
  hasFailed({ net, backend, peer }: Task): boolean {
    return this.#failed.has(`${net} ${backend} ${peer}`);
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
    // On a GPU two more steps are enough, to be counted.
    if (!required && backend !== 'webgpu' && leastSeconds({ ours: 0, peer: firstMs }) > left())
      return undefined;

    const counts = await this.#countsOf(oursName, ours, task);
    const peerCounts = await this.#countsOf(peerName, peer, task);
    const compared = await this.#time(task, ours, peer, left, requiredLeft);
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

  async #time(
    { net, backend, batch, peer: peerName, required }: Task,
    ours: Side,
    peer: Side,
    left: () => number,
    requiredLeft: number,
  ): Promise<Compared | Untimed> {
    const first = { ours: await ours.time(1), peer: await peer.time(1) };
    if (backend === 'webgpu' && leastSeconds(first) > GPU_SHARE * this.#context.seconds) return UNTIMED;
    const stepMs = {
      ours: await warmUp(ours, first.ours, WARM_MS),
      peer: await warmUp(peer, first.peer, WARM_MS),
    };
    const compared = compare(await takeTurns(ours, peer, stepMs, turnsFor(required, left(), requiredLeft)));
    this.#known.set(`ours-${backend} ${net}`, { batch, ms: compared.oursMs });
    this.#known.set(`${peerName} ${net}`, { batch, ms: compared.peerMs });
    return compared;
  }

  /** Gives a comparison up, and ends the workers, whatever they are still at. */
  async drop({ net, backend, peer }: Task): Promise<void> {
    this.#failed.add(`${net} ${backend} ${peer}`);
    for (const name of [`ours-${backend}`, peer] as const) {
      if (name === 'pytorch') continue;
      this.#sides.delete(name);
      await this.#context.browser.end(name);
    }
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
