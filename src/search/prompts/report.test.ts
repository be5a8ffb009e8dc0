import { describe, expect, it } from 'vitest';
import type { CurvePoint, Outcome } from '../domain.ts';
import { scored } from '../testing/strategyContract.ts';
import { reportOf } from './report.ts';

const TASK = {
  inputShape: [40, 1],
  classes: 2,
  classNames: ['sandal', 'not sandal'],
  labelCounts: [50, 450],
};
const candidate = { id: 3, arm: 'search', source: '', origin: { kind: 'sampled' } } as const;
const report = (outcome: Outcome, curve: readonly CurvePoint[] = [], task: object = TASK) =>
  reportOf({ candidate, outcome, curve }, { ...TASK, ...task });

const point = (epoch: number, valAccuracy: number): CurvePoint => ({
  epoch,
  step: 27 * epoch,
  trainLoss: 0.05,
  valLoss: 0.314,
  valAccuracy,
});

describe('the report of a training', () => {
  it('gives accuracy and size beside what always answering the commonest class would give', () => {
    expect(report(scored(0.955, 5210))).toBe(
      'Your network was trained: validation accuracy 95.5 %, 5210 parameters. Always answering the commonest class would give 90.0 %.',
    );
  });

  it.each([0.9, 0.85])('says that nothing was learnt at %d, which is no more than that', (accuracy) => {
    expect(report(scored(accuracy))).toContain('would give 90.0 %, so it has learnt nothing of use.');
  });

  it('tells four points of the learning curve, evenly apart, and both losses at its end', () => {
    const curve = [0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 0.91].map((accuracy, i) => point(i + 1, accuracy));
    expect(report(scored(0.91), curve)).toContain(
      'Validation accuracy by epoch: 1: 50.0 %, 3: 65.0 %, 5: 80.0 %, 7: 91.0 %. In the end the training loss was 0.05 and the validation loss 0.31.',
    );
  });

  it('tells a short curve whole', () => {
    expect(report(scored(0.91), [point(1, 0.9), point(2, 0.91)])).toContain(
      'by epoch: 1: 90.0 %, 2: 91.0 %.',
    );
  });

  it('says nothing of classes that were not counted', () => {
    expect(report(scored(0.5), [], { labelCounts: [] })).toBe(
      'Your network was trained: validation accuracy 50.0 %, 1000 parameters.',
    );
  });
});

it.each<[Outcome, string]>([
  [
    { kind: 'rejected', fault: { kind: 'shape', message: 'The layers do not fit.', quote: ' x.apply(y) ' } },
    'Your program is invalid and was not trained: The layers do not fit. (at `x.apply(y)`)',
  ],
  [{ kind: 'duplicate', of: 1 }, 'This is the same network as an earlier one, so it was not trained again.'],
  [
    { kind: 'screened', stage: 'size', message: 'It has 9,000 parameters, and 5,000 are allowed.' },
    'Your network was not trained in full: It has 9,000 parameters, and 5,000 are allowed.',
  ],
  [
    { kind: 'failed', reason: 'diverged', message: 'The loss is not a number.' },
    'The training of your network failed: The loss is not a number.',
  ],
  [{ kind: 'cancelled' }, 'The training of your network was stopped.'],
])('tells in words what else became of a program: %j', (outcome, text) => {
  expect(report(outcome)).toBe(text);
});
