/** What a run promises of its pace: steps by round, and waiting between candidates. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain.ts';
import type { Evaluator } from '../ports.ts';
import { parseSpec } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import { ManualEvaluator, ruleEvaluator } from '../testing/fakePorts.ts';
import { METHODS, TASK, anyCompiler, author, chance, layerModel, supernet } from '../testing/methodRuns.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';
import { activeMs, waitShare } from './waiting.ts';

const byRule = () => ruleEvaluator((source) => chance(source));

/** A run whose time passes only when it waits for its pace, and when a test says so. */
function begin(spec: object, evaluator: Evaluator = byRule()) {
  const parsed = parseSpec({ workers: 1, baseline: false, ...spec });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  let now = 0;
  const timers: { readonly at: number; readonly call: () => void }[] = [];
  const run = new Run(parsed.value, TASK, {
    createStrategy,
    compiler: anyCompiler,
    evaluator,
    proposer: author(),
    layerModel,
    supernet,
    clock: () => now,
    later: (ms, call) => timers.push({ at: now + ms, call }),
    emit: (event) => events.push(event),
    live: () => {},
  });
  const pass = async (ms: number) => {
    now += ms;
    const due = timers.splice(0);
    timers.push(...due.filter(({ at }) => at > now));
    for (const { call } of due.filter(({ at }) => at <= now)) call();
    await settle();
  };
  return { run, events, pass, state: () => foldRun(events) };
}

/** Lets everything that can happen without the outside world happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** All that happened, without its times; what a method notes of it may come a little sooner or later. */
const happened = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'held' || event.kind === 'method' ? [] : [{ ...event, at: 0 }]));

describe('a pace', () => {
  const spec = { strategy: { id: 'random' }, budget: { unit: 'evaluations', count: 4 } };

  it.each(Object.entries(METHODS))(
    'changes nothing in %s but the time that it takes',
    { timeout: 30_000 },
    async (_, method) => {
      const fast = begin({ ...method, budget: { unit: 'evaluations', count: 12 } });
      await fast.run.start();
      const slow = begin({ ...method, budget: { unit: 'evaluations', count: 12 } });
      slow.run.setPace(3000);
      const ended = slow.run.start();
      for (let i = 0; i < 200 && slow.state().status !== 'ended'; i++) await slow.pass(1000);
      await ended;
      expect(slow.events.some(({ kind }) => kind === 'held')).toBe(true);
      expect(happened(slow.events)).toEqual(happened(fast.events));
      expect(slow.state().methods).toEqual(fast.state().methods);
    },
  );

  it('lets so much time lie between two candidates at least, and can be changed as the run goes on', async () => {
    const { run, pass, state, events } = begin(spec);
    run.setPace(3000);
    void run.start();
    await settle();
    expect(state().candidates).toHaveLength(1);
    await pass(2999);
    expect(state().candidates).toHaveLength(1);
    expect(state().isHeld).toBe(true);
    await pass(1);
    expect(state().candidates).toHaveLength(2);
    run.setPace(0);
    await settle();
    expect(state().status).toBe('ended');
    expect(events.filter(({ kind }) => kind === 'held')).toHaveLength(2);
  });

  it('does not hold back one who steps, nor what a person puts in', async () => {
    const { run, state } = begin(spec);
    run.setPace(10_000);
    void run.start('step');
    await settle();
    run.step();
    await settle();
    expect(state().candidates).toHaveLength(2);
    run.resume();
    await run.tryOut('by hand', []);
    await settle();
    expect(state().candidates.at(-1)?.candidate.source).toBe('by hand');
    run.stop();
  });

  it('counts neither against a budget of minutes nor as waiting of trainers', async () => {
    const evaluator = new ManualEvaluator();
    const { run, pass, state } = begin(
      { strategy: { id: 'random' }, budget: { unit: 'minutes', count: 1 } },
      evaluator,
    );
    run.setPace(100_000);
    void run.start();
    await settle();
    await pass(40_000);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    // 60 s of the 100 s between two candidates are waited.
    await pass(60_000);
    expect(evaluator.jobs).toHaveLength(2);
    expect(activeMs(state())).toBe(40_000);
    expect(waitShare(state())).toBe(0);
    await pass(20_000);
    evaluator.jobs[1]?.finish(0.5);
    await settle();
    expect(state().end?.reason).toBe('budget');
  });

  it('is no part of the time of a run that is gone on with', async () => {
    const spec = { strategy: { id: 'random' }, budget: { unit: 'minutes', count: 1 } };
    const evaluator = new ManualEvaluator();
    const first = begin(spec, evaluator);
    first.run.setPace(90_000);
    void first.run.start();
    await settle();
    await first.pass(10_000);
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    await first.pass(80_000);
    const again = begin(spec, new ManualEvaluator());
    await again.run.restore(first.events);
    void again.run.start();
    await settle();
    const whole = foldRun([...first.events, ...again.events]);
    expect(whole.at).toBe(90_000);
    expect(activeMs(whole)).toBe(10_000);
    expect(whole.status).toBe('running');
  });
});

describe('a step by round', () => {
  const steps = async (method: object, count: number) => {
    const run = begin({ ...method, budget: { unit: 'evaluations', count: 60 } });
    void run.run.start('round');
    await settle();
    for (let i = 1; i < count; i++) {
      run.run.stepRound();
      await settle();
    }
    return run;
  };

  it('of EvoPrompting ends with its seeds, then with each round’s children', async () => {
    const method = { strategy: { id: 'evoprompting', prompts: 2, samples: 3 } };
    const { state } = await steps(method, 1);
    expect(state().status).toBe('paused');
    expect(state().methods.evoprompting?.rounds ?? []).toEqual([]);
    const seeds = state().candidates.length;
    expect(state().candidates.every(({ candidate }) => candidate.origin.kind === 'seed')).toBe(true);
    const third = await steps(method, 3);
    expect(third.state().status).toBe('paused');
    expect(third.state().methods.evoprompting?.rounds.map(({ children }) => children.length)).toEqual([6, 6]);
    expect(third.state().candidates).toHaveLength(seeds + 12);
  });

  it('of LLMatic and GPT-NAS ends with a generation', async () => {
    const llmatic = await steps({ strategy: { id: 'llmatic', niches: 8, batch: 3 } }, 2);
    const { generations } = llmatic.state().methods.llmatic ?? {};
    expect(generations?.map(({ children }) => children.length)).toEqual([3, 3]);
    const gptnas = await steps({ strategy: { id: 'gptnas', population: 6 } }, 2);
    expect(gptnas.state().status).toBe('paused');
    expect(gptnas.state().methods.gptnas?.generations.map(({ individuals }) => individuals.length)).toEqual([
      6, 6,
    ]);
  });

  it('of NSGA-II ends with a generation', async () => {
    const { state } = await steps({ strategy: { id: 'nsga2', population: 4 } }, 3);
    expect(state().status).toBe('paused');
    const origins = state().candidates.map(({ candidate: { origin } }) => origin);
    expect(origins).toHaveLength(12);
    const isBred = origins.map((origin) => origin.kind === 'chosen' && origin.parents.length > 0);
    expect(isBred).toEqual([...Array<boolean>(4).fill(false), ...Array<boolean>(8).fill(true)]);
  });

  it('of evolution and random search tries a population’s worth on both arms', async () => {
    const { state } = await steps({ strategy: { id: 'evolution', population: 4 }, baseline: true }, 2);
    const arms = state().candidates.map(({ candidate }) => candidate.arm);
    expect(arms.filter((arm) => arm === 'search')).toHaveLength(8);
    expect(arms.filter((arm) => arm === 'baseline')).toHaveLength(8);
    expect(state().status).toBe('paused');
    const random = await steps({ strategy: { id: 'random' } }, 1);
    expect(random.state().candidates).toHaveLength(10);
  });

  it('is over when a person pauses, and goes to the end where the budget ends first', async () => {
    const evaluator = new ManualEvaluator();
    const { run, state } = begin(
      { strategy: { id: 'random' }, budget: { unit: 'evaluations', count: 3 } },
      evaluator,
    );
    void run.start('round');
    await settle();
    run.pause();
    evaluator.jobs[0]?.finish(0.5);
    await settle();
    expect(state().candidates).toHaveLength(1);
    run.stepRound();
    for (const i of [1, 2]) {
      await settle();
      evaluator.jobs[i]?.finish(0.5);
    }
    await settle();
    expect(state().end?.reason).toBe('budget');
  });
});
