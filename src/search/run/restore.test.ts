import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain.ts';
import { type Evaluator, type Proposer, ProposerUnavailable } from '../ports.ts';
import { parseSpec } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import { ManualEvaluator, ruleEvaluator } from '../testing/fakePorts.ts';
import { english } from '../told/english.ts';
import { METHODS, TASK, anyCompiler, author, chance, layerModel, supernet } from '../testing/methodRuns.ts';
import { placesOf } from './charges.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';

function begin(
  spec: object,
  {
    proposer = author(),
    evaluator = ruleEvaluator((source) => chance(source)),
  }: { proposer?: Proposer; evaluator?: Evaluator } = {},
) {
  const parsed = parseSpec({ workers: 1, baseline: false, ...spec });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  const run = new Run(parsed.value, TASK, {
    createStrategy,
    compiler: anyCompiler,
    evaluator,
    proposer,
    layerModel,
    supernet,
    clock: () => 0,
    emit: (event) => events.push(event),
    later: () => {},
    live: () => {},
  });
  return { run, events };
}

/** The whole list of a run that begins with these events and goes on to its end. */
async function goneOn(spec: object, past: readonly RunEvent[], ports: Parameters<typeof begin>[1] = {}) {
  const { run, events } = begin(spec, ports);
  await run.restore(past);
  await run.start();
  return [...past, ...events];
}

/** All that can be seen of a run but how often a training was begun. */
function seen(events: readonly RunEvent[]) {
  const { candidates, archives, methods, end } = foldRun(events);
  return {
    candidates: candidates.map(({ candidate, outcome, placement, curve }) => ({
      candidate,
      outcome,
      placement,
      curve,
    })),
    archives,
    methods,
    end,
  };
}

/** So many indices, spread evenly over those that fit. */
function spread(events: readonly RunEvent[], fits: (event: RunEvent) => boolean, count: number) {
  const all = events.flatMap((event, i) => (fits(event) ? [i + 1] : []));
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)] ?? 1);
}

describe.each(Object.entries(METHODS))('%s, cut off and gone on with', (_, method) => {
  const spec = { ...method, budget: { unit: 'evaluations', count: 20 } };

  it('ends as it would have ended, where it was cut while a network was in training', async () => {
    const { run, events } = begin(spec);
    await run.start();
    for (const cut of spread(events, ({ kind }) => kind === 'training', 3)) {
      const again = await goneOn(spec, events.slice(0, cut));
      expect(foldRun(again).notices, `cut after ${cut} events`).toEqual(foldRun(events).notices);
      expect(seen(again), `cut after ${cut} events`).toEqual(seen(events));
    }
  });

  it('goes on from what there was, wherever it was cut', async () => {
    const { run, events } = begin(spec);
    await run.start();
    for (const cut of spread(events, ({ kind }) => kind !== 'training' && kind !== 'ended', 3)) {
      const past = events.slice(0, cut);
      const again = foldRun(await goneOn(spec, past));
      const finished = seen(past).candidates.filter(({ outcome, placement }) => outcome && placement);
      expect(again.end?.reason, `cut after ${cut} events`).toBe('budget');
      expect(again.candidates).toHaveLength(foldRun(events).candidates.length);
      for (const { candidate, outcome, placement } of finished)
        expect(again.candidates[candidate.id - 1]).toMatchObject({ candidate, outcome, placement });
      expect(again.candidates.every(({ outcome }) => outcome)).toBe(true);
      expect(again.notices).toEqual(foldRun(events).notices);
    }
  });
});

it('repeats no notice that a run was kept with as a sentence, before there were facts', async () => {
  const away: Proposer = {
    ...author(),
    ready: () => Promise.reject(new ProposerUnavailable({ kind: 'no-model' })),
  };
  const spec = { strategy: { id: 'llm' }, budget: { unit: 'evaluations', count: 30 } };
  const { run, events } = begin(spec, { proposer: away });
  await run.start();
  expect(foldRun(events).notices).toHaveLength(1);
  const past = events.slice(0, -8).map((event): RunEvent => {
    if (event.kind !== 'notice') return event;
    const { level, message } = event.notice;
    return { ...event, notice: { level, message: english(message) } };
  });
  const again = foldRun(await goneOn(spec, past, { proposer: away }));
  expect(again.candidates).toHaveLength(30);
  expect(again.notices.map(({ message }) => message)).toEqual([
    'No language model is loaded. The search goes on with evolution until a model is there.',
  ]);
});

/** Scores as a run that is meddled with does, without a learning curve. */
function curveless(): Evaluator {
  const rule = ruleEvaluator((source) => chance(source));
  return {
    ...rule,
    evaluate: (job, listener, signal) => rule.evaluate(job, { ...listener, onPoint() {} }, signal),
  };
}

/** A run in which a person puts in three programs on the way: a new one, a copy of an earlier one, a fault. */
async function meddledWith(spec: object): Promise<readonly RunEvent[]> {
  const evaluator = new ManualEvaluator();
  const { run, events } = begin(spec, { evaluator });
  const ended = run.start();
  const meddling: Readonly<Record<number, () => Promise<void>>> = {
    3: () => run.tryOut('build by hand', [2]),
    6: () => run.tryOut('build by hand', []),
    9: () => run.tryOut('a fault by hand', [1]),
  };
  for (let i = 0; foldRun(events).status !== 'ended'; i++) {
    await new Promise((resolve) => setTimeout(resolve));
    await meddling[i]?.();
    const job = evaluator.jobs[i];
    if (!job) break;
    job.finish(chance(job.source));
    await new Promise((resolve) => setTimeout(resolve));
  }
  await ended;
  return events;
}

describe.each(Object.entries(METHODS))(
  '%s, into which a person put programs, cut off and gone on with',
  (_, method) => {
    const spec = { ...method, budget: { unit: 'evaluations', count: 20 } };

    it('is led to where it was, the programs put in included', async () => {
      const events = await meddledWith(spec);
      const byHand = foldRun(events).candidates.filter(({ candidate }) => candidate.origin.kind === 'edited');
      expect(byHand.map(({ outcome }) => outcome?.kind)).toEqual(['scored', 'duplicate', 'rejected']);
      for (const cut of spread(events, ({ kind }) => kind === 'finished', 3)) {
        const past = events.slice(0, cut);
        const all = await goneOn(spec, past, { evaluator: curveless() });
        const again = foldRun(all);
        expect(again.notices, `cut after ${cut} events`).toEqual(foldRun(events).notices);
        for (const arm of new Set(again.candidates.map(({ candidate }) => candidate.arm))) {
          const tried = again.candidates.filter(({ candidate }) => candidate.arm === arm);
          // All that the budget has; what is charged is known only with the candidate that it was spent for.
          const places = placesOf(20, again, arm);
          expect(Math.min(tried.length, places), `${arm}, cut after ${cut} events`).toBe(places);
          expect(tried.length).toBeLessThanOrEqual(20);
        }
        const known = seen(past).candidates.slice(0, -1);
        expect(seen(all).candidates.slice(0, known.length)).toMatchObject(known);
      }
    });

    it('ends as it would have ended, where it was cut while a later network was in training', async () => {
      const events = await meddledWith(spec);
      const last = events.findLastIndex(
        (event) => event.kind === 'asked' && event.candidate.origin.kind === 'edited',
      );
      const later = (event: RunEvent) => event.kind === 'training' && events.indexOf(event) > last;
      for (const cut of spread(events, later, 3).slice(1)) {
        const again = await goneOn(spec, events.slice(0, cut), { evaluator: curveless() });
        expect(seen(again), `cut after ${cut} events`).toEqual(seen(events));
      }
    });
  },
);

describe('a run that is gone on with', () => {
  const spec = { strategy: { id: 'evolution', population: 5 }, budget: { unit: 'evaluations', count: 12 } };

  it('trains what was in training anew, and asks for none of it again', async () => {
    const evaluator = new ManualEvaluator();
    const { run, events } = begin({ ...spec, workers: 2 }, { evaluator });
    void run.start();
    await new Promise((resolve) => setTimeout(resolve));
    const open = evaluator.jobs.map(({ source }) => source);
    expect(open).toHaveLength(2);
    const later = new ManualEvaluator();
    const next = begin({ ...spec, workers: 2 }, { evaluator: later });
    await next.run.restore(events);
    void next.run.start();
    await new Promise((resolve) => setTimeout(resolve));
    expect(later.jobs.map(({ source }) => source)).toEqual(open);
    expect(next.events.map(({ kind }) => kind)).toEqual(['continued', 'training', 'training']);
  });

  it('stands still at first when it is to step', async () => {
    const { run, events } = begin(spec);
    await run.start();
    const past = events.slice(0, 20);
    const next = begin(spec);
    await next.run.restore(past);
    void next.run.start('step');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = foldRun(past).candidates.length;
    const now = foldRun([...past, ...next.events]);
    expect(now.status).toBe('paused');
    expect(now.candidates.length).toBeLessThanOrEqual(before + 1);
  });

  it('knows the changes that were made on the way', async () => {
    const { run, events } = begin(spec);
    const ended = run.start();
    run.change({ strategy: { id: 'random' }, budget: { unit: 'evaluations', count: 9 } });
    await ended;
    const again = await goneOn(spec, events.slice(0, -8));
    expect(foldRun(again).spec?.strategy.id).toBe('random');
    expect(seen(again)).toEqual(seen(events));
  });

  it('goes past the end of its budget when it is given more', async () => {
    const { run, events } = begin(spec);
    await run.start();
    const next = begin(spec);
    await next.run.restore(events);
    next.run.change({ budget: { unit: 'evaluations', count: 15 } });
    await next.run.start();
    const whole = foldRun([...events, ...next.events]);
    expect(whole.candidates).toHaveLength(15);
    expect(whole.end?.reason).toBe('budget');
  });

  it('goes on from outcomes alone, and says so, when another model is asked otherwise', async () => {
    const written = { strategy: { id: 'evoprompting' }, budget: { unit: 'evaluations', count: 16 } };
    const { run, events } = begin(written);
    await run.start();
    const past = events.slice(0, events.length - 12);
    const all = await goneOn(written, past, { proposer: author('chat') });
    const whole = foldRun(all);
    expect(whole.candidates).toHaveLength(16);
    expect(whole.notices.map(({ message }) => message)).toContainEqual({ kind: 'method-strayed' });
    expect(seen(past).candidates.slice(0, 8)).toEqual(seen(all).candidates.slice(0, 8));
  });

  it('does not count the time that went by meanwhile', async () => {
    let now = 0;
    const clocked = (evaluator = new ManualEvaluator()) => {
      const parsed = parseSpec({
        ...spec,
        workers: 1,
        baseline: false,
        budget: { unit: 'minutes', count: 1 },
      });
      if (!parsed.ok) throw new Error(parsed.error);
      const events: RunEvent[] = [];
      const run = new Run(parsed.value, TASK, {
        createStrategy,
        compiler: anyCompiler,
        evaluator,
        clock: () => now,
        emit: (event) => events.push(event),
        later: () => {},
        live: () => {},
      });
      return { run, events, evaluator };
    };
    const first = clocked();
    void first.run.start();
    await new Promise((resolve) => setTimeout(resolve));
    now = 40_000;
    first.evaluator.jobs[0]?.finish(0.5);
    await new Promise((resolve) => setTimeout(resolve));
    now = 4_000_000;
    const second = clocked();
    await second.run.restore(first.events);
    void second.run.start();
    await new Promise((resolve) => setTimeout(resolve));
    expect(second.events[0]).toEqual({ kind: 'continued', at: 40_000 });
    now += 30_000;
    second.evaluator.jobs[0]?.finish(0.5);
    await new Promise((resolve) => setTimeout(resolve));
    expect(foldRun([...first.events, ...second.events]).end?.reason).toBe('budget');
  });
});
