import { describe, expect, it } from 'vitest';
import type { Arm, RunEvent } from '../domain.ts';
import type { Evaluator, Strategy } from '../ports.ts';
import { parseSpec } from '../spec/spec.ts';
import { aScore } from '../testing/architectures.ts';
import { textCompiler } from '../testing/fakePorts.ts';
import { ScriptedStrategy } from '../testing/fakeStrategies.ts';
import { foldRun } from './fold.ts';
import { Run } from './run.ts';
import { isInTraining } from './waiting.ts';

/** Ten points of ten steps each, at the accuracy that a program's text ends with. */
function steadyEvaluator(): Evaluator & { most: number } {
  let atOnce = 0;
  const evaluator = {
    most: 0,
    async evaluate(
      { topology, isWatched }: Parameters<Evaluator['evaluate']>[0],
      listener: Parameters<Evaluator['evaluate']>[1],
      signal: AbortSignal,
    ): ReturnType<Evaluator['evaluate']> {
      if (signal.aborted) return { kind: 'cancelled' };
      listener.onStart(1);
      atOnce += 1;
      evaluator.most = Math.max(evaluator.most, atOnce);
      await new Promise((resolve) => setTimeout(resolve));
      atOnce -= 1;
      const valAccuracy = Number(topology.config.name.split(' ').at(-1));
      for (let epoch = 1; epoch <= 10; epoch++) {
        const point = { epoch, step: 10 * epoch, trainLoss: 1, valLoss: 1, valAccuracy };
        if (listener.onPoint(point) === 'stop' && isWatched) return { kind: 'cancelled' };
      }
      return { kind: 'scored', score: { ...aScore(valAccuracy), steps: 100 } };
    },
    warm() {},
    probe: async () => ({}),
  };
  return evaluator;
}

const accuracies = [0.31, 0.52, 0.13, 0.44, 0.25, 0.36, 0.57, 0.28];
const scripted = (label: string) => new ScriptedStrategy(accuracies.map((each) => `${label} ${each}`));

function setUp(input: object, strategies: Record<string, Strategy> = {}) {
  const parsed = parseSpec({
    strategy: { id: 'evolution' },
    workers: 1,
    baseline: true,
    training: { length: { unit: 'steps', count: 100 } },
    estimator: { id: 'halving', reduction: 2, rungs: 1 },
    budget: { unit: 'evaluations', count: 8 },
    ...input,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  const events: RunEvent[] = [];
  const evaluator = steadyEvaluator();
  const run = new Run(
    parsed.value,
    { inputShape: [40, 1], classes: 10 },
    {
      createStrategy: ({ id }) => strategies[id] ?? scripted(id),
      compiler: textCompiler,
      evaluator,
      clock: () => 0,
      emit: (event) => events.push(event),
      later: () => {},
      live: () => {},
    },
  );
  const outcomesOf = (arm: Arm) =>
    foldRun(events)
      .candidates.filter(({ candidate }) => candidate.arm === arm)
      .map(({ outcome }) => outcome);
  return { run, events, evaluator, outcomesOf };
}

describe('a run whose candidates wait for each other', () => {
  it('trains the better of every two to the end, on each arm alone, within the budget', async () => {
    const { run, events, outcomesOf } = setUp({});
    await run.start();
    const wanted = accuracies.map((each, i) => (each > (accuracies[i ^ 1] ?? 0) ? 'scored' : 'screened'));
    for (const arm of ['search', 'baseline'] as const)
      expect(outcomesOf(arm).map((outcome) => outcome?.kind)).toEqual(wanted);
    expect(foldRun(events).end?.reason).toBe('budget');
  });

  it('gives no trainer to who waits, and no more trainings than there are trainers', async () => {
    const { run, events, evaluator } = setUp({ baseline: false, workers: 1 });
    await run.start();
    expect(evaluator.most).toBe(1);
    for (let i = 0; i < events.length; i++) {
      const { candidates } = foldRun(events.slice(0, i));
      expect(candidates.filter(isInTraining).length).toBeLessThanOrEqual(1);
    }
  });

  it('judges a rung that is never filled with those that are there: one of the odd last is trained to the end', async () => {
    const { run, outcomesOf } = setUp({
      budget: { unit: 'evaluations', count: 5 },
      estimator: { id: 'halving', reduction: 4, rungs: 1 },
    });
    await run.start();
    // Of the first four the best is 0.52; the fifth is alone.
    expect(outcomesOf('search').map((outcome) => outcome?.kind)).toEqual([
      'screened',
      'scored',
      'screened',
      'screened',
      'scored',
    ]);
  });

  it('does not starve a strategy that must be told something before it goes on', async () => {
    const waits: Strategy = {
      ...{ proposed: 0, known: 0 },
      async ask() {
        const own = this as unknown as { proposed: number; known: number };
        if (own.proposed - own.known >= 2) return [];
        own.proposed += 1;
        return [{ source: `pair 0.${10 + own.proposed}`, origin: { kind: 'sampled' } }];
      },
      tell() {
        (this as unknown as { known: number }).known += 1;
      },
    };
    const { run, outcomesOf } = setUp(
      { estimator: { id: 'halving', reduction: 4, rungs: 1 }, budget: { unit: 'evaluations', count: 6 } },
      { evolution: waits },
    );
    await run.start();
    expect(outcomesOf('search').map((outcome) => outcome?.kind)).toEqual([
      'screened',
      'scored',
      'screened',
      'scored',
      'screened',
      'scored',
    ]);
  });

  it('is the same again from the same settings', async () => {
    const played = async () => {
      const { run, events } = setUp({ estimator: { id: 'sync-hyperband', reduction: 2, rungs: 2 } });
      await run.start();
      return events;
    };
    expect(await played()).toEqual(await played());
  });

  it('ends at once when it is stopped, with those that wait', async () => {
    const { run, events } = setUp({ estimator: { id: 'halving', reduction: 10, rungs: 1 } });
    const ended = run.start();
    while (!events.some(({ kind }) => kind === 'aside')) await new Promise((resolve) => setTimeout(resolve));
    run.stop();
    await ended;
    const { candidates, end } = foldRun(events);
    expect(end?.reason).toBe('stopped');
    expect(candidates.every(({ outcome }) => outcome?.kind === 'cancelled')).toBe(true);
  });

  it('goes on after it broke off, and judges anew whoever was waiting', async () => {
    const whole = setUp({ baseline: false });
    await whole.run.start();
    const at = whole.events.findIndex(({ kind }) => kind === 'aside');
    const past = whole.events.slice(0, at + 1);
    const { run, events } = setUp({ baseline: false });
    await run.restore(past);
    await run.start();
    const kinds = foldRun([...past, ...events]).candidates.map(({ outcome }) => outcome?.kind);
    expect(kinds).toEqual(foldRun(whole.events).candidates.map(({ outcome }) => outcome?.kind));
  });
});
