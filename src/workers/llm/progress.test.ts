import { expect, it } from 'vitest';
import { describeProgress } from './progress.ts';

const step = (text: string, progress: number) => ({ text, progress, timeElapsed: 1 });

it('makes one bar of the three that the package counts', () => {
  const fractions = [
    step('Start to fetch params', 0),
    step('Fetching param cache[2/4]: 30MB fetched. 50% completed, 3 secs elapsed. It can take a while.', 0.5),
    step('Fetching param cache[4/4]: 60MB fetched. 100% completed, 6 secs elapsed.', 1),
    step('Loading model from cache[4/4]: 60MB loaded. 100% completed, 7 secs elapsed.', 1),
    step('Loading GPU shader modules[5/10]: 50% completed, 1 secs elapsed.', 0.5),
    step('Finish loading on WebGPU - google', 1),
  ].map((report) => describeProgress(report).fraction);
  expect(fractions).toEqual([0, 0.4, 0.8, 0.95, 0.975, 1]);
});

it('says how much has come, of how much where that is known', () => {
  const report = step('Fetching param cache[2/4]: 30MB fetched. 50% completed, 3 secs elapsed.', 0.5);
  expect(describeProgress(report).message).toBe('Downloading the weights: 30 MB');
  expect(describeProgress(report, 60).message).toBe('Downloading the weights: 30 of 60 MB');
});
