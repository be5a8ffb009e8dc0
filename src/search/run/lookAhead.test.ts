/** What a run promises of the proposals that it prepares while networks train. */
import { describe, expect, it } from 'vitest';
import type { Notice, RunEvent } from '../domain.ts';
import type { Compiler, Evaluated, Evaluator, Strategy, StrategyContext } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import { parseSpec, type SpecPatch } from '../spec/spec.ts';
import { aPoint, aScore } from '../testing/architectures.ts';
import { ManualEvaluator, textCompiler } from '../testing/fakePorts.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

/** Lets everything that can happen without the outside world happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

const sampled = (source: string) => ({ source, origin: { kind: 'sampled' as const } });

/** Proposes the given texts in turn, then `more 1`, `more 2` …; notes what it knew at each ask. */
class Learner implements Strategy {
  readonly isSlow: boolean;
  asks = 0;
  /** Programs told of before each ask. */
  readonly knew: string[][] = [];
  readonly told: Evaluated[] = [];
  readonly #sources: string[];

  constructor(sources: readonly string[] = [], isSlow = false) {
    this.#sources = [...sources];
    this.isSlow = isSlow;
  }

  async ask() {
    this.asks += 1;
    this.knew.push(this.told.map(({ candidate }) => candidate.source));
    return [sampled(this.#sources.shift() ?? `more ${this.asks}`)];
  }

  tell(evaluated: Evaluated): void {
    this.told.push(evaluated);
  }
}

interface Setting {
  readonly spec?: object;
  readonly strategies?: Record<string, (context: StrategyContext) => Strategy>;
  readonly evaluator?: Evaluator;
  readonly compiler?: Compiler;
}

function begin(setting: Setting, mode: 'run' | 'step' = 'run') {
  const { evaluator = new ManualEvaluator(), compiler = textCompiler, strategies = {} } = setting;
  const spec = parseSpec({
    strategy: { id: 'evolution' },
    workers: 1,
    baseline: false,
    budget: { unit: 'evaluations', count: 9 },
    ...setting.spec,
  });
  if (!spec.ok) throw new Error(spec.error);
  const events: RunEvent[] = [];
  const run = new Run(spec.value, TASK, {
    createStrategy: ({ id }, context) => strategies[id]?.(context) ?? new Learner(),
    compiler,
    evaluator,
    clock: () => 0,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  });
  return { run, events, ended: run.start(mode), sources: () => sourcesOf(events) };
}

const sourcesOf = (events: readonly RunEvent[]) =>
  foldRun(events).candidates.map(({ candidate }) => candidate.source);

describe('looking ahead', () => {
  it('has the next network ready and announced while one trains, and shows nothing of it', async () => {
    const evaluator = new ManualEvaluator();
    const strategy = new Learner(['a', 'b', 'c']);
    const { sources } = begin({ evaluator, strategies: { evolution: () => strategy } });
    await settle();
    expect(strategy.asks).toBe(2);
    expect(evaluator.warmed).toEqual(['a', 'b']);
    expect(sources()).toEqual(['a']);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(sources()).toEqual(['a', 'b']);
    expect(strategy.asks).toBe(3);
  });

  it('goes on until there is a network to train, and shows what was none only in its turn', async () => {
    const evaluator = new ManualEvaluator();
    const { events, sources } = begin({
      evaluator,
      strategies: { evolution: () => new Learner(['a', 'a fault', 'a', 'b']) },
    });
    await settle();
    expect(evaluator.warmed).toEqual(['a', 'b']);
    const before = events.length;
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(sources()).toEqual(['a', 'a fault', 'a', 'b']);
    expect(events.slice(before).map(({ kind }) => kind)).toEqual([
      'finished',
      'placed',
      ...['asked', 'finished'],
      ...['asked', 'compiled', 'finished'],
      ...['asked', 'compiled', 'training'],
    ]);
    expect(foldRun(events).candidates.map(({ outcome }) => outcome?.kind)).toEqual([
      'scored',
      'rejected',
      'duplicate',
      undefined,
    ]);
  });

  it('knows the outcome of its own last candidate where a baseline takes turns with it', async () => {
    const evaluator = new ManualEvaluator();
    const strategy = new Learner(['a', 'b', 'c']);
    const { ended } = begin({
      spec: { baseline: true, budget: { unit: 'evaluations', count: 3 } },
      evaluator,
      strategies: { evolution: () => strategy },
    });
    for (let i = 0; i < 6; i++) {
      await settle();
      evaluator.jobs[i]?.finish(0.5);
    }
    await ended;
    expect(strategy.knew).toEqual([[], ['a'], ['a', 'b']]);
  });

  it('lets a slow strategy begin as soon as its last proposal is in training', async () => {
    const strategy = new Learner(['a', 'b', 'c'], true);
    begin({ spec: { baseline: true }, strategies: { evolution: () => strategy } });
    await settle();
    expect(strategy.knew).toEqual([[], []]);
  });

  it('asks for no more than the budget, and tells of each once', async () => {
    for (const workers of [1, 2, 3]) {
      const evaluator = new ManualEvaluator();
      const strategy = new Learner(['a', 'a fault', 'a', 'b']);
      const { ended, sources } = begin({
        spec: { workers, budget: { unit: 'evaluations', count: 7 } },
        evaluator,
        strategies: { evolution: () => strategy },
      });
      for (let i = 0; i < 5; i++) {
        await settle();
        evaluator.jobs[i]?.finish(0.5);
      }
      await ended;
      expect(strategy.asks).toBe(7);
      expect(strategy.told.map(({ candidate }) => candidate.source).toSorted()).toEqual(sources().toSorted());
    }
  });

  it('tells of fruitless proposals before it asks for ever more', async () => {
    const evaluator = new ManualEvaluator();
    const strategy = new Learner(['a', ...Array.from({ length: 30 }, () => 'a')]);
    begin({
      spec: { budget: { unit: 'evaluations', count: 40 } },
      evaluator,
      strategies: { evolution: () => strategy },
    });
    await settle();
    expect(strategy.asks).toBe(1 + 8);
    expect(strategy.told).toEqual([]);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(strategy.told.length).toBeGreaterThan(8);
  });

  it('is not told anything in the middle of an ask', async () => {
    const evaluator = new ManualEvaluator();
    let isAsked = false;
    let release = () => {};
    let asks = 0;
    const told: string[] = [];
    const strategy: Strategy = {
      async ask() {
        asks += 1;
        isAsked = true;
        await new Promise<void>((resolve) => (release = resolve));
        isAsked = false;
        return [sampled(`net ${asks}`)];
      },
      tell({ candidate }) {
        expect(isAsked).toBe(false);
        told.push(candidate.source);
      },
    };
    const { sources } = begin({ evaluator, strategies: { evolution: () => strategy } });
    release();
    await settle();
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(told).toEqual([]);
    release();
    await settle();
    expect(told).toEqual(['net 1']);
    expect(sources()).toEqual(['net 1', 'net 2']);
  });

  it('asks for nothing while paused, and takes a step with what is ready', async () => {
    const evaluator = new ManualEvaluator();
    const strategy = new Learner(['a', 'b', 'c']);
    const { run, sources } = begin({ evaluator, strategies: { evolution: () => strategy } });
    await settle();
    run.pause();
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect([strategy.asks, sources()]).toEqual([2, ['a']]);
    run.step();
    await settle();
    expect([strategy.asks, sources()]).toEqual([2, ['a', 'b']]);
    evaluator.jobs[1]?.finish(0.5);
    await settle();
    run.step();
    await settle();
    expect([strategy.asks, sources()]).toEqual([3, ['a', 'b', 'c']]);
  });

  it('steps by one proposal, also when it is no network', async () => {
    const { run, sources } = begin(
      { strategies: { evolution: () => new Learner(['a fault', 'a fault too', 'b']) } },
      'step',
    );
    await settle();
    expect(sources()).toEqual(['a fault']);
    run.step();
    await settle();
    expect(sources()).toEqual(['a fault', 'a fault too']);
  });

  it('drops what another strategy had prepared', async () => {
    const evaluator = new ManualEvaluator();
    const successor = new Learner(['new']);
    const { run, sources } = begin({
      evaluator,
      strategies: { evolution: () => new Learner(['a', 'b']), random: () => successor },
    });
    await settle();
    run.change({ strategy: { id: 'random' } });
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(sources()).toEqual(['a', 'new']);
    expect(successor.told.map(({ candidate }) => candidate.source)).toEqual(['a']);
  });

  const endings: Record<string, (run: Run) => void> = {
    stop: (run) => run.stop(),
    'change of strategy': (run) => run.change({ strategy: { id: 'random' } }),
  };
  for (const [name, end] of Object.entries(endings)) {
    it(`aborts an ask under way at a ${name}, and takes nothing of it`, async () => {
      const evaluator = new ManualEvaluator();
      const signals: AbortSignal[] = [];
      const strategy: Strategy = {
        ask: (_, signal) => {
          signals.push(signal);
          return signals.length === 1
            ? Promise.resolve([sampled('a')])
            : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
        tell: () => {},
      };
      const { run, ended, events, sources } = begin({ evaluator, strategies: { evolution: () => strategy } });
      await settle();
      expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
      end(run);
      await settle();
      expect(signals[1]?.aborted).toBe(true);
      expect(sources()).toEqual(['a']);
      run.stop();
      await ended;
      expect(foldRun(events).end?.reason).toBe('stopped');
    });
  }

  it('trains what is ready by a specification that has changed since', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events } = begin({ evaluator });
    await settle();
    const training = foldRun(events).spec?.training;
    const patch = { training: { ...training, length: { unit: 'steps', count: 7 } } } as SpecPatch;
    run.change(patch);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(evaluator.jobs.map(({ training }) => training.length.count)).toEqual([400, 7]);
  });

  it('says what a strategy noted when the proposal it led to is committed', async () => {
    const evaluator = new ManualEvaluator();
    const noting = ({ notice }: { notice: (notice: Notice) => void }): Strategy => {
      let asks = 0;
      return {
        ask: async () => {
          notice({ level: 'info', message: `ask ${++asks}` });
          return [sampled(`net ${asks}`)];
        },
        tell: () => {},
      };
    };
    const { events } = begin({ evaluator, strategies: { evolution: noting } });
    await settle();
    const notices = () => foldRun(events).notices.map(({ message }) => message);
    expect(notices()).toEqual(['ask 1']);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(notices()).toEqual(['ask 1', 'ask 2']);
  });
});

/** Turns of the event loop that a call takes, as chance has it. */
async function dawdle(rng: Rng, most: number): Promise<void> {
  for (let turns = rng.int(most + 1); turns > 0; turns--) await settle();
}

/** What a run of one worker comes to when everything takes as long as chance has it. */
async function timedRun(timing: Rng, isSlow: boolean): Promise<unknown> {
  const learner = (seed: number) => (): Strategy => {
    const rng = new Rng(seed);
    const told: string[] = [];
    return {
      isSlow,
      async ask() {
        // What it proposes hangs on all it knows; some of it is no program, some is no news.
        const draw = rng.int(10);
        const known = `${told.length} ${told.at(-1) ?? ''}`;
        const source = draw < 2 ? `fault ${known}` : draw < 5 ? 'again' : draw < 6 ? 'diverges' : known;
        await dawdle(timing, 4);
        return [sampled(source.slice(0, 200))];
      },
      tell: ({ candidate, outcome }) => void told.push(`${candidate.id}${outcome.kind}`),
    };
  };
  const evaluator: Evaluator = {
    probe: async () => ({}),
    async evaluate(job, listener) {
      listener.onStart(1);
      for (let epoch = 1; epoch <= 2; epoch++) {
        await dawdle(timing, 4);
        listener.onPoint(aPoint(epoch, 0.5));
      }
      return job.topology.config.name === 'diverges'
        ? { kind: 'failed', reason: 'diverged', message: { kind: 'loss-not-finite' } }
        : { kind: 'scored', score: aScore(0.5) };
    },
    warm() {},
  };
  const compiler: Compiler = {
    async compile(...args) {
      await dawdle(timing, 2);
      return textCompiler.compile(...args);
    },
  };
  const { ended, events } = begin({
    spec: { baseline: isSlow, budget: { unit: 'evaluations', count: 12 } },
    strategies: { evolution: learner(1), random: learner(2) },
    evaluator,
    compiler,
  });
  await ended;
  return events;
}

describe('a run of one worker', () => {
  for (const isSlow of [false, true]) {
    it(`is the same whatever takes how long, its ${isSlow ? 'slow' : 'quick'} strategy included`, async () => {
      const first = await timedRun(new Rng(0), isSlow);
      for (let seed = 1; seed <= 8; seed++) expect(await timedRun(new Rng(seed), isSlow)).toEqual(first);
    });
  }
});
