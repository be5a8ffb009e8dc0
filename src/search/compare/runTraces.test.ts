import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import type { RunEvent } from '../domain.ts';
import { foldRun } from '../run/fold.ts';
import { type Trace, runTraces } from './runTraces.ts';

const run = syntheticRun(40, 3);
const [search, baseline] = runTraces(run) as [Trace, Trace];

/** The events with others put in after as many of them, and what follows delayed. */
function withPause(events: readonly RunEvent[], after: number, ms: number): readonly RunEvent[] {
  const at = events[after - 1]?.at ?? 0;
  return [
    ...events.slice(0, after),
    { at, kind: 'paused' },
    { at: at + ms, kind: 'resumed' },
    ...events.slice(after).map((event) => ({ ...event, at: event.at + ms })),
  ];
}

describe('a run as traces', () => {
  it('has one of each arm, with what became of every candidate in the order asked', () => {
    const { candidates } = foldRun(run);
    for (const [arm, trace] of Object.entries({ search, baseline })) {
      const own = candidates.filter(({ candidate }) => candidate.arm === arm);
      expect(trace.tried.map(({ kind }) => kind)).toEqual(own.map(({ outcome }) => outcome?.kind));
      expect(trace.tried.map(({ seconds }) => seconds)).toEqual(
        own.map(({ finishedAt = NaN }) => finishedAt / 1000),
      );
      expect(trace.tried.map(({ score }) => score?.accuracy)).toEqual(
        own.map(({ outcome }) => (outcome?.kind === 'scored' ? outcome.valAccuracy : undefined)),
      );
    }
    expect(search).toMatchObject({ seed: 3, end: 'budget', shared: true });
  });

  it('counts three forward passes of every example that a network was trained on', () => {
    const first = foldRun(run).candidates.find(
      ({ candidate, outcome }) => candidate.arm === 'search' && outcome?.kind === 'scored',
    );
    const flops = first?.architecture?.flops ?? NaN;
    // 400 steps of 128 examples.
    expect(search.tried.find(({ kind }) => kind === 'scored')?.work).toBe(3 * flops * 128 * 400);
    expect(search.tried.filter(({ kind }) => kind === 'rejected').every(({ work }) => work === 0)).toBe(true);
  });

  it('does not count the time in which it was paused', () => {
    const paused = runTraces(withPause(run, 200, 60_000));
    expect(paused.map(({ seconds }) => seconds)).toEqual([search.seconds, baseline.seconds]);
    expect(paused[0]?.tried).toEqual(search.tried);
  });

  it('says what each arm had been charged before it asked', () => {
    const asked = run.findIndex((event) => event.kind === 'asked' && event.candidate.id > 10);
    const at = run[asked]?.at ?? 0;
    const charge = { at, kind: 'charged', candidates: 1.5, steps: 10, ms: 20 } as const;
    const charged: RunEvent[] = [
      ...run.slice(0, asked),
      { ...charge, arm: 'search' },
      charge,
      ...run.slice(asked),
    ];
    const [ours, theirs] = runTraces(charged);
    const before = run.slice(0, asked).filter((event) => event.kind === 'asked');
    const count = before.filter((event) => event.kind === 'asked' && event.candidate.arm === 'search').length;
    expect(ours?.charged).toBe(1.5);
    expect(ours?.tried.map(({ charged: own = 0 }) => own)).toEqual(
      search.tried.map((_, index) => (index < count ? 0 : 1.5)),
    );
    expect(theirs).toEqual(baseline);
  });

  it('says of random search beside a strategy that it is random search', () => {
    expect(search.setting.spec.strategy.id).toBe('llm');
    expect(baseline.setting.spec).toEqual({ ...search.setting.spec, strategy: { id: 'random' } });
  });

  it('names what was changed on the way, on the arms that it touches', () => {
    const strategy = { id: 'random' } as const;
    const changed: RunEvent[] = [
      ...run.slice(0, 10),
      { at: run[9]?.at ?? 0, kind: 'changed', patch: { strategy, workers: 2, baseline: true } },
      ...run.slice(10),
    ];
    expect(runTraces(changed).map(({ setting }) => setting.changes)).toEqual([
      [{ strategy, workers: 2 }],
      [{ workers: 2 }],
    ]);
  });

  it('says in which space random search was, and where it went with the strategy', () => {
    const [first, ...rest] = run;
    if (first?.kind !== 'started') throw new Error('a run begins with its start');
    const tpe = { id: 'tpe', space: 'chain', startups: 10, candidates: 24 } as const;
    const moved: RunEvent[] = [
      { ...first, spec: { ...first.spec, strategy: tpe } },
      ...rest.slice(0, 9),
      { at: run[9]?.at ?? 0, kind: 'changed', patch: { strategy: { ...tpe, candidates: 9 } } },
      { at: run[9]?.at ?? 0, kind: 'changed', patch: { strategy: { ...tpe, space: 'cell' } } },
      ...rest.slice(9),
    ];
    const [, baseline] = runTraces(moved);
    expect(baseline?.setting.spec.strategy).toEqual({ id: 'random', space: 'chain' });
    expect(baseline?.setting.changes).toEqual([{ strategy: { id: 'random', space: 'cell' } }]);
  });

  it('is nothing before it begins, and has no end while it goes on', () => {
    expect(runTraces([])).toEqual([]);
    expect(runTraces(run.slice(0, -1))[0]).not.toHaveProperty('end');
  });
});
