import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '../domain.ts';
import type { Evaluator, TrainingResult } from '../ports.ts';
import type { EstimatorSpec } from '../spec/estimator.ts';
import { defaultSpec } from '../spec/spec.ts';
import { anArchitecture, aScore } from '../testing/architectures.ts';
import { never } from '../testing/strategyContract.ts';
import { Estimation, atFidelity } from './estimation.ts';
import type { Probe } from './proxies.ts';

const job = {
  topology: anArchitecture('network').topology,
  training: { ...defaultSpec().training, length: { unit: 'steps' as const, count: 160 } },
  seed: 1,
};

/** One point every ten steps of 160. */
const pointOf = (valAccuracy: number, i: number): CurvePoint => ({
  epoch: i + 1,
  step: 10 * (i + 1),
  trainLoss: 1,
  valLoss: 1,
  valAccuracy,
});
const flat = (accuracy: number) => new Array<number>(16).fill(accuracy);

/** Trains along given curves, one for each call, and heeds a stop only where the job is watched. */
class ScriptedTrainer implements Evaluator {
  readonly curves: (readonly number[])[] = [];
  probe = async (): Promise<Probe | undefined> => this.probes.shift();
  readonly probes: Probe[] = [];
  /** Times that a training is lost after its first point and begun anew. */
  restarts = 0;

  async evaluate(
    { isWatched }: Parameters<Evaluator['evaluate']>[0],
    listener: Parameters<Evaluator['evaluate']>[1],
  ): Promise<TrainingResult> {
    const curve = this.curves.shift() ?? flat(0.5);
    for (; this.restarts > 0; this.restarts--) {
      listener.onStart(1);
      listener.onPoint(pointOf(curve[0] ?? 0, 0));
    }
    listener.onStart(2);
    for (const [i, accuracy] of curve.entries())
      if (listener.onPoint(pointOf(accuracy, i)) === 'stop' && isWatched) return { kind: 'cancelled' };
    return { kind: 'scored', score: { ...aScore(Math.max(...curve)), steps: 160 } };
  }

  warm(): void {}
}

function setUp(estimator: EstimatorSpec) {
  const trainer = new ScriptedTrainer();
  const estimation = new Estimation(trainer);
  const points: number[] = [];
  const probes: Probe[] = [];
  const asides: string[] = [];
  let id = 0;
  const evaluate = (figures: { params?: number; flops?: number } = {}, signal = never) =>
    estimation.evaluate(
      estimator,
      { ...anArchitecture('network'), params: 100, flops: 1000, ...figures, id: ++id },
      atFidelity(estimator, job),
      {
        onStart: () => void (points.length = 0),
        onPoint: ({ step }) => void points.push(step),
        onProbe: (probe) => void probes.push(probe),
        onAside: () => void asides.push('aside'),
        onRecall: () => void asides.push('recall'),
      },
      signal,
      1,
    );
  return { trainer, estimation, evaluate, points, probes, asides };
}

describe('halving of trainings under way', () => {
  it('ends at the first rung what is not among the best quarter so far, and says what it cost', async () => {
    // Rungs at a sixteenth and a quarter of 160 steps: 10 and 40.
    const { trainer, evaluate, points } = setUp({ id: 'asha', reduction: 4, rungs: 2 });
    trainer.curves.push(flat(0.5), flat(0.4), flat(0.6));
    expect((await evaluate()).kind).toBe('scored');
    expect(await evaluate()).toEqual({
      kind: 'screened',
      stage: 'halving',
      message: 'After 10 steps it was right in 40.0 %; one in 4 goes on from there, and that took 50.0 %.',
      figures: { value: 0.4, bar: 0.5, length: { unit: 'steps', count: 10 } },
      steps: 10,
    });
    expect(points).toEqual([10]);
    expect((await evaluate()).kind).toBe('scored');
  });

  it('judges again at the next rung, among those that came so far', async () => {
    const { trainer, evaluate } = setUp({ id: 'asha', reduction: 4, rungs: 2 });
    trainer.curves.push(flat(0.5), [0.9, 0.8, 0.7, 0.1, ...flat(0.1)]);
    await evaluate();
    expect(await evaluate()).toMatchObject({
      kind: 'screened',
      figures: { value: 0.1, bar: 0.5 },
      steps: 40,
    });
  });

  it('takes a candidate whose trainer was lost as one', async () => {
    const { trainer, evaluate } = setUp({ id: 'asha', reduction: 2, rungs: 1 });
    // One rung, at 80 steps. Were the restart counted, two trials would make room for one of two.
    trainer.restarts = 3;
    trainer.curves.push(flat(0.5), flat(0.4));
    expect((await evaluate()).kind).toBe('scored');
    expect(await evaluate()).toMatchObject({ kind: 'screened', steps: 80 });
  });

  it('has brackets with Hyperband, in one of which all are trained to the end', async () => {
    // With reduction 2 and one rung: two of every four trials are halved, two are not.
    const { trainer, evaluate } = setUp({ id: 'hyperband', reduction: 2, rungs: 1 });
    const accuracies = [0.9, 0.1, 0.1, 0.1];
    trainer.curves.push(...accuracies.map(flat));
    const kinds: string[] = [];
    for (let i = 0; i < accuracies.length; i++) kinds.push((await evaluate()).kind);
    expect(kinds).toEqual(['scored', 'scored', 'screened', 'scored']);
  });
});

describe('halving of whole rungs', () => {
  // One rung at half of 160 steps, and two trials in a bracket.
  const HALVING = { id: 'halving', reduction: 2, rungs: 1 } as const;

  it('lays a trial aside until its rung is full, then trains the best anew to the end and counts both trainings', async () => {
    const { trainer, evaluate, asides } = setUp(HALVING);
    trainer.curves.push(flat(0.5), flat(0.6), flat(0.6));
    const first = evaluate();
    expect(await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 5, 'waits'))])).toBe(
      'waits',
    );
    const second = await evaluate();
    expect(second).toMatchObject({ kind: 'scored', score: { steps: 160, screeningSteps: 80 } });
    expect(await first).toEqual({
      kind: 'screened',
      stage: 'halving',
      message:
        'After 80 steps it was right in 50.0 %; of its bracket one in 2 goes on from there, and that took 60.0 %.',
      figures: { value: 0.5, bar: 0.6, length: { unit: 'steps', count: 80 } },
      steps: 80,
    });
    expect(asides).toEqual(['aside', 'aside', 'recall']);
  });

  it('goes on with those that are there when no more come', async () => {
    const { trainer, estimation, evaluate } = setUp(HALVING);
    trainer.curves.push(flat(0.5), flat(0.5));
    const alone = evaluate();
    await new Promise((resolve) => setTimeout(resolve));
    estimation.settle();
    expect(await alone).toMatchObject({ kind: 'scored', score: { screeningSteps: 80 } });
  });

  it('has brackets with Hyperband, whose last trains all to the end at once', async () => {
    // With reduction 2 and one rung: two trials that are halved, then two that are not.
    const { trainer, evaluate } = setUp({ id: 'sync-hyperband', reduction: 2, rungs: 1 });
    trainer.curves.push(flat(0.5), flat(0.6), flat(0.6), flat(0.1), flat(0.2));
    const results = await Promise.all([evaluate(), evaluate()]);
    expect(results.map(({ kind }) => kind)).toEqual(['screened', 'scored']);
    for (let i = 0; i < 2; i++) {
      const result = await evaluate();
      if (result.kind !== 'scored') throw new Error(result.kind);
      expect(result.score).not.toHaveProperty('screeningSteps');
    }
  });

  it('ends the wait when the run is stopped', async () => {
    const { evaluate } = setUp(HALVING);
    const abort = new AbortController();
    const waiting = evaluate({}, abort.signal);
    await new Promise((resolve) => setTimeout(resolve));
    abort.abort();
    expect(await waiting).toEqual({ kind: 'cancelled' });
  });
});

describe('the gate of a predictor', () => {
  it('trains the first, then only what is expected to be among the better half', async () => {
    const { trainer, evaluate } = setUp({ id: 'predictor', learner: 'ridge', lessons: 4, keep: 0.5 });
    // The more parameters the better, in even steps of their logarithm.
    const worths = [0.2, 0.4, 0.6, 0.8];
    trainer.curves.push(...worths.map(flat));
    for (const i of worths.keys()) expect((await evaluate({ params: 10 ** (i + 1) })).kind).toBe('scored');
    const small = await evaluate({ params: 30 });
    if (small.kind !== 'screened') throw new Error(small.kind);
    expect(small.stage).toBe('predictor');
    expect(small.message).toContain('By the 4 networks trained before');
    expect(small.figures?.value).toBeLessThan(small.figures?.bar ?? 0);
    expect(small).not.toHaveProperty('steps');
    trainer.curves.push(flat(0.9));
    expect((await evaluate({ params: 1e6 })).kind).toBe('scored');
  });

  it('decides alike for equal seeds, with each learner', async () => {
    const kindsOf = async (learner: 'ridge' | 'trees' | 'perceptron') => {
      const { trainer, evaluate } = setUp({ id: 'predictor', learner, lessons: 5, keep: 0.5 });
      const kinds: string[] = [];
      for (let i = 0; i < 14; i++) {
        trainer.curves.splice(0, Infinity, flat(0.5 + 0.4 * Math.sin(i)));
        kinds.push((await evaluate({ params: 10 ** (1 + Math.sin(i)), flops: 100 + ((i * 7) % 5) })).kind);
      }
      return kinds;
    };
    for (const learner of ['ridge', 'trees', 'perceptron'] as const) {
      const kinds = await kindsOf(learner);
      expect(kinds.slice(0, 5)).toEqual(new Array(5).fill('scored'));
      expect(kinds).toContain('screened');
      expect(await kindsOf(learner)).toEqual(kinds);
    }
  });
});

it('median stopping ends what never came to the median of those that were trained to the end', async () => {
  const { trainer, evaluate } = setUp({ id: 'median', startUps: 3, warmUp: 0.1 });
  trainer.curves.push(flat(0.5), flat(0.6), flat(0.7), flat(0.55), flat(0.65));
  for (let i = 0; i < 3; i++) expect((await evaluate()).kind).toBe('scored');
  // The first point, at a sixteenth of the training, is within the warm-up.
  expect(await evaluate()).toMatchObject({
    kind: 'screened',
    stage: 'median',
    figures: { value: 0.55, bar: 0.6 },
    steps: 20,
  });
  expect((await evaluate()).kind).toBe('scored');
});

describe('stopping by the learning curve', () => {
  /** c - a / x, which is of the family pow3. */
  const law = (top: number) => flat(0).map((_, i) => top - 0.4 / (i + 1));

  it('ends what will not pass the best, as soon as there are points enough', async () => {
    const { trainer, evaluate } = setUp({ id: 'curve', chance: 0.05, warmUp: 0.3 });
    trainer.curves.push(law(0.9), law(0.6), law(0.95));
    expect((await evaluate()).kind).toBe('scored');
    const stopped = await evaluate();
    if (stopped.kind !== 'screened') throw new Error(stopped.kind);
    const { figures } = stopped;
    expect(stopped).toMatchObject({ stage: 'curve', steps: 60 });
    expect(figures?.value).toBeCloseTo(0.6 - 0.4 / 16, 2);
    expect(figures?.bar).toBeCloseTo(0.9 - 0.4 / 16, 12);
    expect(figures?.chance).toBeLessThan(0.05);
    // Below the best for most of the way, but on its way past it.
    expect((await evaluate()).kind).toBe('scored');
  });
});

describe('ranking before training', () => {
  const probeOf = (value: number): Probe => ({ snip: { value, ms: 1 } });

  it('trains the best half by a proxy of all so far, after the first five', async () => {
    const { trainer, evaluate, points, probes } = setUp({
      id: 'zero-cost',
      proxy: 'snip',
      keep: 0.5,
      measureAll: false,
    });
    trainer.probes.push(...[5, 4, 3, 2, 1, 2.5, 3.5].map(probeOf));
    const kinds: string[] = [];
    for (let i = 0; i < 5; i++) kinds.push((await evaluate()).kind);
    expect(kinds).toEqual(new Array(5).fill('scored'));
    points.length = 0;
    // Three of six places, of 5, 4 and 3.
    expect(await evaluate()).toMatchObject({
      kind: 'screened',
      stage: 'zero-cost',
      figures: { value: 2.5, bar: 3, proxy: 'snip' },
    });
    expect(points).toEqual([]);
    expect((await evaluate()).kind).toBe('scored');
    expect(probes).toHaveLength(7);
  });

  it('needs no trainer to rank by parameters', async () => {
    const { evaluate, probes } = setUp({ id: 'zero-cost', proxy: 'params', keep: 0.2, measureAll: false });
    for (let i = 0; i < 5; i++) await evaluate({ params: 100 + i });
    // Two of six places: those of 104 and 103.
    expect((await evaluate({ params: 102 })).kind).toBe('screened');
    expect((await evaluate({ params: 500 })).kind).toBe('scored');
    expect(probes).toEqual([]);
  });

  it('goes by the majority of three with the vote', async () => {
    const vote = (synflow: number, jacob_cov: number, snip: number): Probe => ({
      synflow: { value: synflow, ms: 1 },
      jacob_cov: { value: jacob_cov, ms: 1 },
      snip: { value: snip, ms: 1 },
    });
    const { trainer, evaluate } = setUp({ id: 'zero-cost', proxy: 'vote', keep: 0.3, measureAll: false });
    for (let i = 1; i <= 5; i++) trainer.probes.push(vote(i, i, i));
    // Ahead of all in two of three; then ahead of all in one of three.
    trainer.probes.push(vote(9, 9, 0), vote(0, 99, -1));
    for (let i = 0; i < 5; i++) await evaluate();
    expect((await evaluate()).kind).toBe('scored');
    expect(await evaluate()).toMatchObject({ figures: { value: 0, bar: 0.7, proxy: 'vote' } });
  });

  it('trains what has no figure, and passes no judgement by it', async () => {
    const { trainer, evaluate } = setUp({ id: 'zero-cost', proxy: 'snip', keep: 0.1, measureAll: false });
    trainer.probes.push(...[1, 2, 3, 4, 5].map(probeOf), { snip: { ms: 1 } });
    for (let i = 0; i < 6; i++) expect((await evaluate()).kind).toBe('scored');
  });
});

describe('low fidelity', () => {
  const fidelity = { id: 'low-fidelity', stepShare: 0.5, dataShare: 0.25 } as const;

  it('takes as many passes over fewer examples, so an eighth of the steps', () => {
    expect(atFidelity(fidelity, job)).toEqual({
      ...job,
      training: { ...job.training, length: { unit: 'steps', count: 20 } },
      dataShare: 0.25,
    });
  });

  it('counts epochs as passes over what there is', () => {
    const inEpochs = {
      ...job,
      training: { ...job.training, length: { unit: 'epochs' as const, count: 10 } },
    };
    expect(atFidelity(fidelity, inEpochs).training.length).toEqual({ unit: 'epochs', count: 5 });
  });

  it('is the whole training where nothing was said', () => {
    expect(atFidelity(undefined, job)).toBe(job);
    expect(atFidelity({ id: 'asha', reduction: 4, rungs: 2 }, job)).toBe(job);
  });
});
