import { expect, it } from 'vitest';
import { describeProgress } from './progress.ts';

const step = (text: string, progress: number) => ({ text, progress, timeElapsed: 1 });
const STEPS = [
  step('Start to fetch params', 0),
  step('Loading model from cache[2/4]: 30MB loaded. 50% completed, 7 secs elapsed.', 0.5),
  step('Loading model from cache[4/4]: 60MB loaded. 100% completed, 7 secs elapsed.', 1),
  step('Loading GPU shader modules[5/10]: 50% completed, 1 secs elapsed.', 0.5),
  step('Finish loading on WebGPU - google', 1),
];

it('makes one bar of what the package counts apart', () => {
  const fractions = STEPS.map((report) => describeProgress(report, false).fraction);
  expect(fractions).toEqual([0, 0.375, 0.75, 0.875, 1]);
});

it('says what the load is at', () => {
  const kinds = STEPS.map((report) => describeProgress(report, false).stage.kind);
  expect(kinds).toEqual(['weights-to-gpu', 'weights-to-gpu', 'weights-to-gpu', 'compiling', 'ready']);
});

it('leaves most of the bar to a download', () => {
  const fractions = STEPS.map((report) => describeProgress(report, true).fraction);
  [0.8, 0.875, 0.95, 0.975, 1].forEach((fraction, i) => expect(fractions[i]).toBeCloseTo(fraction));
});
