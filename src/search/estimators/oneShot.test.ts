import { describe, expect, it } from 'vitest';
import type { Cost, Evaluator, Supernet } from '../ports.ts';
import type { RunEvent } from '../domain.ts';
import { genotypeOf, keyOf } from '../spaces/encode.ts';
import { SPACES } from '../spaces/index.ts';
import { parseSpec } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import { Run } from '../run/run.ts';
import { foldRun } from '../run/fold.ts';
import { ruleEvaluator, textCompiler } from '../testing/fakePorts.ts';
import { ruleSupernet } from '../testing/fakeSupernet.ts';
import { never } from '../testing/strategyContract.ts';
import { OneShot, OneShotGate } from './oneShot.ts';

/** Counts how often it was trained. */
function counted(): Supernet & { trained: number } {
  const rule = ruleSupernet();
  const counting = {
    ...rule,
    trained: 0,
    trainPaths: (...args: Parameters<Supernet['trainPaths']>) => {
      counting.trained += 1;
      return rule.trainPaths(...args);
    },
  };
  return counting;
}

describe('scores with shared weights', () => {
  it('are of one supernet, trained once however many ask at once, and charged once', async () => {
    const supernet = counted();
    const costs: Cost[] = [];
    const oneShot = new OneShot(supernet, 1, (cost) => costs.push(cost));
    const cells = [
      [0, 0, 0, 1, 0, 0],
      [2, 2, 2, 2, 2, 2],
    ];
    const measured = await Promise.all(cells.map((cell) => oneShot.score(cell, 50, never)));
    const wanted = await supernet.score({}, cells, never);
    expect(measured.map(({ value }) => value)).toEqual(wanted.accuracies);
    expect(supernet.trained).toBe(1);
    expect(costs.map(({ steps, examples }) => [steps, examples])).toEqual([[50, 50 * 128]]);
  });

  it('are trained for again when that has failed', async () => {
    const supernet = counted();
    const oneShot = new OneShot(supernet, 1, () => {});
    const abort = new AbortController();
    abort.abort(new Error('stopped'));
    await expect(oneShot.score([1, 1, 1, 1, 1, 1], 50, abort.signal)).rejects.toThrow('stopped');
    expect((await oneShot.score([1, 1, 1, 1, 1, 1], 50, never)).value).toBeGreaterThan(0);
  });
});

describe('a gate of shared weights', () => {
  it('lets the first five through, and then the best share of all that came', () => {
    const gate = new OneShotGate({ keep: 0.5 });
    const judged = [0.9, 0.8, 0.7, 0.6, 0.5, 0.65, 0.75, 0.85].map((accuracy) => gate.judge(accuracy));
    // Of six the third best has 0.7, of seven the fourth best 0.7, of eight the fourth best 0.75.
    expect(judged.map((each) => each?.figures?.bar)).toEqual([
      ...Array<undefined>(5).fill(undefined),
      0.7,
      undefined,
      undefined,
    ]);
  });
});

describe('a run that is judged by shared weights', () => {
  async function runWith(strategy: object, evaluator: Evaluator = ruleEvaluator(() => 0.5)) {
    const parsed = parseSpec({
      strategy,
      estimator: { id: 'one-shot', supernetSteps: 100, keep: 0.3 },
      budget: { unit: 'evaluations', count: 12 },
      workers: 1,
    });
    if (!parsed.ok) throw new Error(parsed.error);
    const events: RunEvent[] = [];
    const run = new Run(
      parsed.value,
      { inputShape: [40, 1], classes: 10 },
      {
        createStrategy,
        compiler: { compile: (source, task) => textCompiler.compile(source.replaceAll('default', ''), task) },
        evaluator,
        supernet: ruleSupernet(),
        clock: () => 0,
        emit: (event) => events.push(event),
        later: () => {},
        live: () => {},
      },
    );
    await run.start();
    return { events, run: foldRun(events) };
  }

  it('measures both arms by one supernet, whose cost counts against neither', async () => {
    const { run } = await runWith({ id: 'tpe', space: 'cell' });
    expect(run.charges).toMatchObject([{ steps: 100 }]);
    expect(run.charges[0]).not.toHaveProperty('arm');
    expect(run.candidates).toHaveLength(24);
    const probed = run.candidates.filter(({ probe }) => probe?.one_shot?.value !== undefined);
    expect(new Set(probed.map(({ candidate }) => candidate.arm))).toEqual(new Set(['search', 'baseline']));
    const kinds = probed.map(({ outcome }) => outcome?.kind);
    expect(new Set(kinds)).toEqual(new Set(['scored', 'screened']));
  });

  it('trains what has no place in the supernet, and trains no supernet for it', async () => {
    const { run } = await runWith({ id: 'tpe', space: 'chain' });
    expect(run.charges).toEqual([]);
    expect(run.candidates.every(({ outcome }) => outcome?.kind !== 'screened')).toBe(true);
  });

  it('scores every cell as the supernet has it', async () => {
    const { events } = await runWith({ id: 'local-search', space: 'cell' });
    const probe = events.find((event) => event.kind === 'probed');
    const [candidate] = events.flatMap((event) =>
      event.kind === 'asked' && event.candidate.id === probe?.id ? [event.candidate] : [],
    );
    const cell =
      candidate?.origin.kind === 'chosen' ? genotypeOf(SPACES.cell, candidate.origin.choices) : undefined;
    expect(keyOf(cell ?? [])).not.toBe('');
    const { accuracies } = await ruleSupernet().score({}, [cell ?? []], never);
    expect(probe?.probe.one_shot?.value).toBe(accuracies[0]);
  });
});
