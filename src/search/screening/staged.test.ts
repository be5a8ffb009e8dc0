import { describe, expect, it } from 'vitest';
import type { EstimationListener } from '../estimators/estimation.ts';
import type { Evaluator, TrainingJob, TrainingResult } from '../ports.ts';
import { type EstimatorSpec, type ScreeningSpec, defaultSpec } from '../spec/spec.ts';
import { anArchitecture, aScore } from '../testing/architectures.ts';
import { never } from '../testing/strategyContract.ts';
import { StagedEvaluation } from './staged.ts';

const OFF: ScreeningSpec = { novelty: 0, maxParams: 0, zeroCost: false, short: 0 };
const silent: EstimationListener = {
  onStart: () => {},
  onPoint: () => {},
  onProbe: () => {},
  onAside: () => {},
  onRecall: () => {},
};

const jobOf = (name: string): TrainingJob => ({
  topology: anArchitecture(name).topology,
  training: defaultSpec().training,
  seed: 1,
  keepAs: name,
});

/** Each network's figures are given; remembers for how many steps it was trained. */
function setUp(probes: readonly number[] = [], accuracies: readonly number[] = []) {
  const trained: number[] = [];
  const kept: (string | undefined)[] = [];
  const [norms, scores] = [[...probes], [...accuracies]];
  const evaluator: Evaluator = {
    warm: () => {},
    async probe(_, proxies) {
      const value = norms.shift();
      return Object.fromEntries(
        proxies.map((proxy) => [proxy, { ms: 1, ...(value !== undefined && { value }) }]),
      );
    },
    async evaluate({ training, keepAs }): Promise<TrainingResult> {
      trained.push(training.length.count);
      kept.push(keepAs);
      return { kind: 'scored', score: aScore(scores.shift() ?? 0.5) };
    },
  };
  const staged = new StagedEvaluation(evaluator);
  const evaluate = (screening: Partial<ScreeningSpec>, params = 100, estimator?: EstimatorSpec) =>
    staged.evaluate(
      { screening: { ...OFF, ...screening }, seed: 1, ...(estimator && { estimator }) },
      { ...anArchitecture('network'), id: 1, params, flops: 0 },
      jobOf('network'),
      silent,
      never,
    );
  return { evaluate, trained, kept };
}

describe('staged evaluation', () => {
  it('trains all to the end when nothing is screened', async () => {
    const { evaluate, trained } = setUp();
    expect((await evaluate({})).kind).toBe('scored');
    expect(trained).toEqual([400]);
  });

  it('does not train what is too large, and says how large it is', async () => {
    const { evaluate, trained } = setUp();
    expect(await evaluate({ maxParams: 99 })).toEqual({
      kind: 'screened',
      stage: 'size',
      message: 'It has 100 parameters; at most 99 are wanted.',
      figures: { value: 100, bar: 99 },
    });
    expect((await evaluate({ maxParams: 100 })).kind).toBe('scored');
    expect(trained).toEqual([400]);
  });

  it('lets five through, then only gradients that are not below the median of all before', async () => {
    // After 1 2 3 4 5 the median is 3; after 1 2 2 3 4 5 the lower middle one is 2.
    const { evaluate } = setUp([5, 4, 3, 2, 1, 2, 2, 3]);
    const kinds: string[] = [];
    for (let i = 0; i < 8; i++) kinds.push((await evaluate({ zeroCost: true })).kind);
    expect(kinds).toEqual(['scored', 'scored', 'scored', 'scored', 'scored', 'screened', 'scored', 'scored']);
  });

  it('trains what has no gradient norm, since nothing is known of it', async () => {
    const { evaluate, trained } = setUp([]);
    await evaluate({ zeroCost: true });
    expect(trained).toEqual([400]);
  });

  it('gives up after a short training what was below the median of such, and begins anew with the rest', async () => {
    const short = [0.5, 0.6, 0.7, 0.8, 0.9].flatMap((accuracy) => [accuracy, 0.95]);
    const { evaluate, trained, kept } = setUp([], [...short, 0.65]);
    for (let i = 0; i < 5; i++) expect((await evaluate({ short: 0.1 })).kind).toBe('scored');
    expect(await evaluate({ short: 0.1 })).toEqual({
      kind: 'screened',
      stage: 'short',
      message:
        'After 40 steps it was right in 65.0 %; half of the networks before it had 70.0 % or more by then.',
      figures: { value: 0.65, bar: 0.7, length: { unit: 'steps', count: 40 } },
      // Of the score of every training here.
      steps: 10,
    });
    expect(trained).toEqual([40, 400, 40, 400, 40, 400, 40, 400, 40, 400, 40]);
    // Weights of a short training are nobody's to inherit.
    expect(kept.slice(0, 2)).toEqual([undefined, 'network']);
  });

  it('says what a short training cost that went before the whole one', async () => {
    const { evaluate } = setUp();
    expect(await evaluate({ short: 0.1 })).toMatchObject({ score: { steps: 10, screeningSteps: 10 } });
    expect(await evaluate({})).not.toHaveProperty('score.screeningSteps');
  });

  it('trains at the estimator’s fidelity, and for a share of that before', async () => {
    const { evaluate, trained } = setUp();
    await evaluate({ short: 0.1 }, 100, { id: 'low-fidelity', stepShare: 0.5, dataShare: 0.5 });
    expect(trained).toEqual([10, 100]);
  });

  it('compares only trainings of one length', async () => {
    const { evaluate } = setUp([], Array.from({ length: 10 }, () => 0.9).concat(0.1, 0.9));
    for (let i = 0; i < 5; i++) await evaluate({ short: 0.1 });
    expect((await evaluate({ short: 0.2 })).kind).toBe('scored');
  });
});
