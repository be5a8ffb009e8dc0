import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain.ts';
import type { Evaluator, Strategy } from '../ports.ts';
import { parseSpec, type RunSpec } from '../spec/spec.ts';
import { ManualEvaluator, ruleEvaluator, textCompiler } from '../testing/fakePorts.ts';
import { ScriptedStrategy } from '../testing/fakeStrategies.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

function specOf(input: object): RunSpec {
  const spec = parseSpec({ strategy: { id: 'evolution' }, workers: 1, baseline: false, ...input });
  if (!spec.ok) throw new Error(spec.error);
  return spec.value;
}

interface Setting {
  spec?: object;
  evaluator?: Evaluator;
  strategies?: Record<string, Strategy>;
}

function setUp({ spec = {}, evaluator = ruleEvaluator(() => 0.5), strategies = {} }: Setting) {
  const events: RunEvent[] = [];
  let now = 0;
  const run = new Run(specOf(spec), TASK, {
    createStrategy: ({ id }) =>
      strategies[id] ?? new ScriptedStrategy(Array.from({ length: 50 }, (_, i) => `${id} ${i}`)),
    compiler: textCompiler,
    evaluator,
    clock: () => now,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  });
  const kinds = () => events.map((event) => event.kind);
  const sources = () => foldRun(events).candidates.map((record) => record.candidate.source);
  return { run, events, kinds, sources, passMs: (ms: number) => (now += ms) };
}

/** Lets everything that can happen without the outside world happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

const budget = (count: number) => ({ budget: { unit: 'evaluations', count } });

describe('a run', () => {
  it('asks, compiles, trains, scores and places, in this order', async () => {
    const { run, kinds } = setUp({ spec: budget(1) });
    await run.start();
    expect(kinds()).toEqual([
      'started',
      'asked',
      'compiled',
      'training',
      'epoch',
      'finished',
      'placed',
      'ended',
    ]);
  });

  it('spends exactly its budget and says that this is why it ended', async () => {
    const { run, events } = setUp({ spec: budget(7) });
    await run.start();
    const snapshot = foldRun(events);
    expect(snapshot.candidates).toHaveLength(7);
    expect(snapshot.end?.reason).toBe('budget');
  });

  it('counts an invalid program against the budget and tells the strategy why', async () => {
    const strategy = new ScriptedStrategy(['a fault', 'fine']);
    const { run, events } = setUp({ spec: budget(2), strategies: { evolution: strategy } });
    await run.start();
    expect(foldRun(events).candidates.map((record) => record.outcome?.kind)).toEqual(['rejected', 'scored']);
    expect(strategy.told[0]?.outcome).toMatchObject({ kind: 'rejected', fault: { kind: 'syntax', line: 1 } });
    expect(strategy.told[0]?.architecture).toBeUndefined();
  });

  it('does not train the same graph twice, and names the earlier one', async () => {
    const { run, events } = setUp({
      spec: budget(3),
      strategies: { evolution: new ScriptedStrategy(['same', 'other', 'same']) },
    });
    await run.start();
    expect(foldRun(events).candidates[2]?.outcome).toEqual({ kind: 'duplicate', of: 1 });
    expect(events.filter((event) => event.kind === 'training')).toHaveLength(2);
  });

  it('tries a graph again whose trainer was lost', async () => {
    let lost = false;
    const evaluator = ruleEvaluator(() => {
      if (lost) return 0.5;
      lost = true;
      return { kind: 'failed', reason: 'trainer-lost', message: { kind: 'gpu-lost', says: 'gone' } };
    });
    const { run, events } = setUp({
      spec: budget(2),
      evaluator,
      strategies: { evolution: new ScriptedStrategy(['same', 'same']) },
    });
    await run.start();
    expect(foldRun(events).candidates.map((record) => record.outcome?.kind)).toEqual(['failed', 'scored']);
  });

  it('keeps as many evaluations under way as there are workers, and no more', async () => {
    const evaluator = new ManualEvaluator();
    const { run, kinds } = setUp({ spec: { ...budget(4), workers: 2 }, evaluator });
    const ended = run.start();
    await settle();
    expect(evaluator.jobs).toHaveLength(2);
    evaluator.jobs[1]?.finish(0.4);
    await settle();
    expect(evaluator.jobs).toHaveLength(3);
    for (const job of evaluator.jobs) job.finish(0.5);
    await settle();
    evaluator.jobs[3]?.finish(0.6);
    await ended;
    expect(kinds().filter((kind) => kind === 'finished')).toHaveLength(4);
  });

  it('gives random search beside it the same budget, turn by turn', async () => {
    const { run, events } = setUp({ spec: { ...budget(3), baseline: true } });
    await run.start();
    expect(foldRun(events).candidates.map((record) => record.candidate.arm)).toEqual([
      'search',
      'baseline',
      'search',
      'baseline',
      'search',
      'baseline',
    ]);
  });

  it('puts no random search beside random search', async () => {
    const { run, events } = setUp({ spec: { ...budget(2), baseline: true, strategy: { id: 'random' } } });
    await run.start();
    expect(foldRun(events).candidates.map((record) => record.candidate.arm)).toEqual(['search', 'search']);
  });

  it('does not let one arm call the other its duplicate', async () => {
    const { run, events } = setUp({
      spec: { ...budget(1), baseline: true },
      strategies: { evolution: new ScriptedStrategy(['same']), random: new ScriptedStrategy(['same']) },
    });
    await run.start();
    expect(foldRun(events).candidates.map((record) => record.outcome?.kind)).toEqual(['scored', 'scored']);
  });

  it('trains equal graphs from equal seeds, whichever arm they are on', async () => {
    const seeds: number[] = [];
    const { run } = setUp({
      spec: { ...budget(1), baseline: true },
      evaluator: ruleEvaluator((_, job) => (seeds.push(job.seed), 0.5)),
      strategies: { evolution: new ScriptedStrategy(['same']), random: new ScriptedStrategy(['same']) },
    });
    await run.start();
    expect(seeds[0]).toBe(seeds[1]);
  });

  it('finishes what is in training when paused, and asks for nothing until resumed', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events } = setUp({ spec: budget(2), evaluator });
    const ended = run.start();
    await settle();
    run.pause();
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(foldRun(events).candidates.map((record) => record.outcome?.kind)).toEqual(['scored']);
    expect(evaluator.jobs).toHaveLength(1);
    run.resume();
    await settle();
    evaluator.jobs[1]?.finish(0.5);
    await ended;
  });

  it('steps by one candidate of each arm', async () => {
    const { run, events } = setUp({ spec: { ...budget(5), baseline: true } });
    const ended = run.start('step');
    await settle();
    expect(foldRun(events).candidates).toHaveLength(2);
    expect(foldRun(events).status).toBe('paused');
    run.step();
    await settle();
    expect(foldRun(events).candidates).toHaveLength(4);
    run.resume();
    await ended;
    expect(foldRun(events).candidates).toHaveLength(10);
  });

  it('cancels what is in training when stopped, and loses no candidate', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events } = setUp({ spec: { ...budget(9), workers: 3 }, evaluator });
    const ended = run.start();
    await settle();
    run.stop();
    await ended;
    const snapshot = foldRun(events);
    expect(snapshot.candidates.map((record) => record.outcome?.kind)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    expect(snapshot.end?.reason).toBe('stopped');
  });

  it('can be stopped while paused', async () => {
    const { run, events } = setUp({ spec: budget(9) });
    const ended = run.start('step');
    await settle();
    run.stop();
    await ended;
    expect(foldRun(events).end?.reason).toBe('stopped');
  });

  it('hears no command that comes after its end', async () => {
    const { run, events } = setUp({ spec: budget(1) });
    await run.start();
    const before = [...events];
    run.pause();
    run.step();
    run.resume();
    run.change({ workers: 2 });
    run.stop();
    expect(events).toEqual(before);
    expect(foldRun(events).status).toBe('ended');
  });

  it('does not count paused time against a budget of minutes', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events, passMs } = setUp({ spec: { budget: { unit: 'minutes', count: 1 } }, evaluator });
    const ended = run.start();
    await settle();
    run.pause();
    passMs(10 * 60_000);
    run.resume();
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(foldRun(events).status).toBe('running');
    passMs(61_000);
    evaluator.jobs[1]?.finish(0.5);
    await ended;
    expect(foldRun(events).candidates).toHaveLength(2);
  });

  it('trains the next candidate by a changed specification, and notes the change', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events } = setUp({ spec: budget(2), evaluator });
    const ended = run.start();
    await settle();
    run.change({ training: { ...specOf({}).training, length: { unit: 'steps', count: 7 } } });
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    evaluator.jobs[1]?.finish(0.5);
    await ended;
    expect(evaluator.jobs.map(({ training }) => training.length.count)).toEqual([
      specOf({}).training.length.count,
      7,
    ]);
    expect(foldRun(events).changes).toHaveLength(1);
    expect(foldRun(events).spec?.training.length.count).toBe(7);
  });

  it('tells a strategy that takes over all that was learnt before', async () => {
    const evaluator = new ManualEvaluator();
    const successor = new ScriptedStrategy(['next']);
    const { run } = setUp({ spec: budget(2), evaluator, strategies: { random: successor } });
    const ended = run.start();
    await settle();
    evaluator.jobs[0]?.finish(0.7);
    await settle();
    run.change({ strategy: { id: 'random' } });
    evaluator.jobs[1]?.finish(0.8);
    await ended;
    expect(successor.told.map(({ candidate }) => candidate.source)).toEqual(['evolution 0', 'evolution 1']);
  });

  it('ends as failed when an adapter throws, with the candidate accounted for', async () => {
    const evaluator: Evaluator = {
      ...ruleEvaluator(() => 0.5),
      evaluate: () => Promise.reject(new Error('adapter bug')),
    };
    const { run, events } = setUp({ spec: budget(5), evaluator });
    await run.start();
    const snapshot = foldRun(events);
    expect(snapshot.candidates[0]?.outcome).toMatchObject({
      kind: 'failed',
      message: { kind: 'broke', says: 'adapter bug' },
    });
    expect(snapshot.end).toMatchObject({ reason: 'failed', message: 'adapter bug' });
  });

  it('ends as failed when a strategy has nothing more to propose', async () => {
    const { run, events } = setUp({
      spec: budget(5),
      strategies: { evolution: new ScriptedStrategy(['one']) },
    });
    await run.start();
    expect(foldRun(events).candidates).toHaveLength(1);
    expect(foldRun(events).end?.reason).toBe('failed');
  });

  it('waits with asking while a strategy must first be told something', async () => {
    const evaluator = new ManualEvaluator();
    const patient: Strategy & { outcomes: number } = {
      outcomes: 0,
      async ask() {
        return this.outcomes === 0 && evaluator.jobs.length > 0
          ? []
          : [{ source: `after ${this.outcomes}`, origin: { kind: 'sampled' } }];
      },
      tell() {
        this.outcomes += 1;
      },
    };
    const { run, events } = setUp({
      spec: { ...budget(2), workers: 2 },
      evaluator,
      strategies: { evolution: patient },
    });
    const ended = run.start();
    await settle();
    expect(evaluator.jobs).toHaveLength(1);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    evaluator.jobs[1]?.finish(0.5);
    await ended;
    expect(foldRun(events).end?.reason).toBe('budget');
  });
});

describe('a program that a person puts in', () => {
  const origins = (events: readonly RunEvent[]) =>
    foldRun(events).candidates.map(({ candidate }) => candidate.origin.kind);

  it('is tried before all that is prepared, on the arm of the search and within its budget', async () => {
    const evaluator = new ManualEvaluator();
    const strategy = new ScriptedStrategy(['a', 'b', 'c']);
    const { run, events, sources } = setUp({
      spec: budget(3),
      evaluator,
      strategies: { evolution: strategy },
    });
    const ended = run.start();
    await settle();
    await run.tryOut('mine', [1]);
    expect(sources()).toEqual(['a']);
    for (const i of [0, 1, 2]) {
      evaluator.jobs[i]?.finish(0.5);
      await settle();
    }
    await ended;
    expect(sources()).toEqual(['a', 'mine', 'b']);
    expect(foldRun(events).candidates[1]?.candidate).toMatchObject({
      arm: 'search',
      origin: { kind: 'edited', parents: [1] },
    });
    expect(strategy.told.map(({ candidate }) => candidate.source)).toEqual(['a', 'mine', 'b']);
  });

  it('leaves both arms with the same number of candidates', async () => {
    const { run, events } = setUp({ spec: { ...budget(4), baseline: true } });
    const ended = run.start();
    await run.tryOut('mine', []);
    await ended;
    const arms = foldRun(events).candidates.map(({ candidate }) => candidate.arm);
    expect(arms.filter((arm) => arm === 'search')).toHaveLength(4);
    expect(arms.filter((arm) => arm === 'baseline')).toHaveLength(4);
  });

  it('is trained while the run is paused, which stays so and asks for nothing else', async () => {
    const { run, events, sources } = setUp({ spec: budget(9) });
    void run.start('step');
    await settle();
    await run.tryOut('mine', []);
    await settle();
    expect(sources()).toEqual(['evolution 0', 'mine']);
    expect(foldRun(events).status).toBe('paused');
    expect(foldRun(events).candidates[1]?.outcome?.kind).toBe('scored');
    run.step();
    await settle();
    expect(sources()).toEqual(['evolution 0', 'mine', 'evolution 1']);
    run.stop();
  });

  it('costs its place when it is no network, or none of its own', async () => {
    const { run, events } = setUp({ spec: budget(4) });
    void run.start('step');
    await settle();
    await run.tryOut('a fault', []);
    await run.tryOut('evolution 0', [1]);
    await settle();
    run.resume();
    await settle();
    const { candidates, end } = foldRun(events);
    expect(candidates.map(({ outcome }) => outcome?.kind)).toEqual([
      'scored',
      'rejected',
      'duplicate',
      'scored',
    ]);
    expect(end?.reason).toBe('budget');
  });

  it('is refused, with the reason, when the budget is spent or the run has ended', async () => {
    const { run, events } = setUp({ spec: budget(2) });
    const ended = run.start('step');
    await settle();
    await run.tryOut('mine', []);
    await expect(run.tryOut('one more', [])).rejects.toThrow('The budget is spent');
    await settle();
    run.resume();
    await ended;
    await expect(run.tryOut('too late', [])).rejects.toThrow('The run has ended');
    expect(origins(events).filter((kind) => kind === 'edited')).toHaveLength(1);
  });
});
