import type { CurvePoint } from '../domain.ts';
import type { EvaluationListener, Evaluator, TrainingJob } from '../ports.ts';
import type { TrainingSpec } from '../spec/spec.ts';
import type { Runner } from './runner.ts';

/** What every evaluator promises. `job` must be one that scores. */
export function evaluatorContract(
  { it, equal }: Runner,
  make: () => Promise<{ evaluator: Evaluator; job: TrainingJob }>,
) {
  it('says where a job runs before it reports a point, and scores it', async () => {
    const { evaluator, job } = await make();
    const { listener, calls } = listen();
    const result = await evaluator.evaluate(job, listener, new AbortController().signal);
    equal(result.kind, 'scored');
    equal(calls[0], 'start');
    equal(calls.filter((call) => call === 'start').length, 1);
    equal(calls.length > 1, true);
  });

  it('reports the best accuracy among its points', async () => {
    const { evaluator, job } = await make();
    const { listener, points } = listen();
    const result = await evaluator.evaluate(job, listener, new AbortController().signal);
    if (result.kind !== 'scored') throw new Error(`expected a score, not ${result.kind}`);
    equal(result.score.valAccuracy, Math.max(...points.map((point) => point.valAccuracy)));
  });

  it('cancels a job whose signal fired before it began', async () => {
    const { evaluator, job } = await make();
    const abort = new AbortController();
    abort.abort();
    const { listener, calls } = listen();
    equal((await evaluator.evaluate(job, listener, abort.signal)).kind, 'cancelled');
    equal(calls, []);
  });

  it('scores equal jobs equally', async () => {
    const { evaluator, job } = await make();
    const accuracy = async () => {
      const result = await evaluator.evaluate(job, listen().listener, new AbortController().signal);
      return result.kind === 'scored' && result.score.valAccuracy;
    };
    equal(await accuracy(), await accuracy());
  });

  it('gives a job that was announced the points it would have had, and is hindered by none that never comes', async () => {
    const { evaluator, job } = await make();
    const evaluate = async () => {
      const { listener, points } = listen();
      await evaluator.evaluate(job, listener, new AbortController().signal);
      return points;
    };
    const cold = await evaluate();
    evaluator.warm({ ...job, seed: job.seed + 1 });
    evaluator.warm(job);
    equal(await evaluate(), cold);
    evaluator.warm(job);
    const during = evaluate();
    evaluator.warm(job);
    equal(await during, cold);
  });

  it('probes equal jobs equally, before and after training, and no aborted one', async () => {
    const { evaluator, job } = await make();
    const probe = async (job: TrainingJob) =>
      (await evaluator.probe(job, ['grad_norm'], new AbortController().signal))?.grad_norm?.value;
    const norm = await probe(job);
    equal(norm !== undefined && norm > 0, true);
    await evaluator.evaluate({ ...job, keepAs: 'probed' }, listen().listener, new AbortController().signal);
    equal(await probe({ ...job, startFrom: 'probed' }), norm);
    const abort = new AbortController();
    abort.abort();
    equal(await evaluator.probe(job, ['grad_norm'], abort.signal), undefined);
  });

  it('ends a watched job at the point where it is told to, and no other', async () => {
    const { evaluator, job } = await make();
    const { listener, calls } = listen();
    const stopping: EvaluationListener = {
      ...listener,
      onPoint(point) {
        listener.onPoint(point);
        return 'stop';
      },
    };
    const { signal } = new AbortController();
    equal((await evaluator.evaluate({ ...job, isWatched: true }, stopping, signal)).kind, 'cancelled');
    equal(calls, ['start', 'point']);
    equal((await evaluator.evaluate(job, stopping, signal)).kind, 'scored');
  });
}

/** What every evaluator promises beside that which has weights to hand on. */
export function inheritanceContract(
  { it, equal }: Runner,
  make: () => Promise<{ evaluator: Evaluator; job: TrainingJob }>,
) {
  it('begins where a network of the same names ended, whatever the seed', async () => {
    const { evaluator, job } = await make();
    const { listener, points } = listen();
    await evaluator.evaluate({ ...job, keepAs: 'parent' }, listener, new AbortController().signal);
    const child = { ...job, training: ALMOST_NONE, seed: job.seed + 1, startFrom: 'parent' };
    const result = await evaluator.evaluate(child, listen().listener, new AbortController().signal);
    if (result.kind !== 'scored') throw new Error(`expected a score, not ${result.kind}`);
    equal(result.score.valAccuracy, points.at(-1)?.valAccuracy);
    equal(result.score.inherited, 1);
  });

  it('gives a job that is to start from what was not kept the points it would have had', async () => {
    const { evaluator, job } = await make();
    const evaluate = async (job: TrainingJob) => {
      const { listener, points } = listen();
      const result = await evaluator.evaluate(job, listener, new AbortController().signal);
      return { points, inherited: result.kind === 'scored' ? result.score.inherited : result.kind };
    };
    const { points, inherited } = await evaluate(job);
    equal(inherited, undefined);
    equal(await evaluate({ ...job, startFrom: 'nobody' }), { points, inherited: 0 });
  });
}

/** One step at a rate that no weight of ordinary size takes note of. */
const ALMOST_NONE: TrainingSpec = {
  optimizer: 'sgd',
  learningRate: 1e-12,
  schedule: 'constant',
  weightDecay: 0,
  momentum: 0,
  batchSize: 16,
  length: { unit: 'steps', count: 1 },
};

function listen(): { listener: EvaluationListener; calls: string[]; points: CurvePoint[] } {
  const calls: string[] = [];
  const points: CurvePoint[] = [];
  const listener = {
    onStart: () => void calls.push('start'),
    onPoint: (point: CurvePoint) => {
      calls.push('point');
      points.push(point);
    },
  };
  return { listener, calls, points };
}
