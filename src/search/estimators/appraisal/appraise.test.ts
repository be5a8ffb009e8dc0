import { describe, expect, it } from 'vitest';
import { syntheticRun } from '../../../../tests/fixtures/runs/synthetic.ts';
import type { CurvePoint } from '../../domain.ts';
import { foldRun } from '../../run/fold.ts';
import { NETWORK_PROXIES, type NetworkProxy } from '../proxies.ts';
import { appraise } from './appraise.ts';
import type { RivalId } from './rivals.ts';
import { type Trained, trainedOf } from './trained.ts';

const point = (step: number, valAccuracy: number): CurvePoint => ({
  epoch: step / 10,
  step,
  trainLoss: 1,
  valLoss: 1,
  valAccuracy,
});

/** Ten points, of which the first halves give `early`, and the last the accuracy in the end. */
function network(id: number, accuracy: number, more: Partial<Trained> & { early?: number } = {}): Trained {
  const { early = accuracy / 2, ...given } = more;
  const curve = Array.from({ length: 10 }, (_, i) => point(10 * (i + 1), i < 5 ? early : accuracy));
  return { id, accuracy, steps: 100, ms: 1000, params: 1, flops: 1, features: [accuracy], curve, ...given };
}

const nine = Array.from({ length: 9 }, (_, i) => network(i + 1, (i + 1) / 10));

const find = (id: RivalId, trained: readonly Trained[]) =>
  appraise(trained, 1).rivals.find((rival) => JSON.stringify(rival.id) === JSON.stringify(id));

const allProxies = (value: number) =>
  Object.fromEntries(NETWORK_PROXIES.map((proxy) => [proxy, { value, ms: 5 }])) as Trained['probe'] &
    Record<NetworkProxy, object>;

describe('estimators, measured by networks that were trained to the end', () => {
  it('are perfect where half a training ranks as the whole one does, and cost half of it', () => {
    const half = find({ kind: 'fidelity', share: 1 / 2 }, nine);
    expect(half).toMatchObject({ ms: 500, share: 0.5 });
    expect(half?.spearman?.value).toBeCloseTo(1, 12);
    expect(half?.kendall?.value).toBeCloseTo(1, 12);
  });

  it('read an eighth at the first point that there is at or after it', () => {
    // Points lie at tenths: the first at or after an eighth is the second.
    expect(find({ kind: 'fidelity', share: 1 / 8 }, nine)?.share).toBeCloseTo(0.2, 12);
  });

  it('count pairs by hand: one of ten the wrong way round gives 0.8 and 0.9', () => {
    // Ranks 1 2 3 5 4: tau = (9 - 1) / 10, rho = 1 - 6 · 2 / (5 · 24).
    const early = [0.1, 0.2, 0.3, 0.5, 0.4];
    const five = early.map((each, i) => network(i + 1, (i + 1) / 10, { early: each }));
    const found = find({ kind: 'fidelity', share: 1 / 4 }, five);
    expect(found?.kendall?.value).toBeCloseTo(0.8, 12);
    expect(found?.spearman?.value).toBeCloseTo(0.9, 12);
  });

  it('have no correlation of fewer than five networks, and predictors learn from ten or more', () => {
    expect(find({ kind: 'fidelity', share: 1 / 2 }, nine.slice(0, 4))).not.toHaveProperty('spearman');
    expect(find({ kind: 'predictor', predictor: 'ridge' }, nine)).toBeUndefined();
    const ten = [...nine, network(10, 1)];
    const ridge = find({ kind: 'predictor', predictor: 'ridge' }, ten);
    expect(ridge).toMatchObject({ taughtOn: 8, ms: 0 });
    // The one feature is the accuracy itself.
    expect(ridge?.spearman?.value).toBeCloseTo(1, 12);
  });

  it('take proxies where they were measured, with the vote of three and the time of all three', () => {
    const probed = nine.map((each, i) => (i < 6 ? { ...each, probe: allProxies(-each.accuracy) } : each));
    const { rivals, probed: count } = appraise(probed, 1);
    expect(count).toBe(6);
    const proxies = rivals.filter(({ id }) => id.kind === 'proxy');
    expect(proxies.map(({ id }) => id.kind === 'proxy' && id.proxy)).toEqual([...NETWORK_PROXIES, 'vote']);
    for (const { points, spearman } of proxies) {
      expect(points.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(spearman?.value).toBeCloseTo(-1, 12);
    }
    expect(proxies.map(({ ms }) => ms)).toEqual([5, 5, 5, 5, 5, 5, 5, 15]);
  });

  it('leave out what was never measured, and give no order to equals', () => {
    const { rivals } = appraise(nine, 1);
    expect(rivals.some(({ id }) => id.kind === 'proxy')).toBe(false);
    expect(find({ kind: 'size', figure: 'params' }, nine)).not.toHaveProperty('spearman');
  });

  it('are the same for the same seed', () => {
    const trained = trainedOf(foldRun(syntheticRun(7)).candidates);
    expect(appraise(trained, 3)).toEqual(appraise(trained, 3));
  });
});

describe('the networks that a run was measured by', () => {
  const { candidates } = foldRun(syntheticRun(20));

  it('are those that scored, each graph once', () => {
    const scored = candidates.filter(({ outcome }) => outcome?.kind === 'scored');
    expect(trainedOf(candidates).map(({ id }) => id)).toEqual(scored.map(({ candidate }) => candidate.id));
    const twice = scored.map((record) => ({ ...record }));
    expect(trainedOf([...scored, ...twice])).toHaveLength(scored.length);
  });

  it('are only those of the longest training, where some were trained for less', () => {
    const [first, ...rest] = candidates.filter(({ outcome }) => outcome?.kind === 'scored');
    if (first?.outcome?.kind !== 'scored') throw new Error('no network scored');
    const longer = { ...first, outcome: { ...first.outcome, steps: 800 } };
    expect(trainedOf([longer, ...rest]).map(({ id }) => id)).toEqual([first.candidate.id]);
  });
});
