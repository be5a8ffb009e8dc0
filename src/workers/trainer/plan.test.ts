import { parse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { trainingSchema } from '../../search/spec/spec.ts';
import { type Plan, planTraining } from './plan.ts';

const plan = (settings: object, examples: number) => planTraining(parse(trainingSchema, settings), examples);

const epochEnds = (plan: Plan) =>
  Array.from({ length: plan.steps }, (_, i) => i + 1).filter((step) => plan.endsEpoch(step));

describe('the length of a run', () => {
  test('in epochs is as many steps as those passes fill', () => {
    // 3 passes over 100 examples are 300 examples, 9.375 batches of 32.
    const three = plan({ batchSize: 32, length: { unit: 'epochs', count: 3 } }, 100);
    expect(three.steps).toBe(10);
    // 100 and 200 examples are drawn with the 4th and the 7th batch.
    expect(epochEnds(three)).toEqual([4, 7, 10]);
  });

  test('in steps ends where it is told to, within an epoch if need be', () => {
    const steps = plan({ batchSize: 25, length: { unit: 'steps', count: 6 } }, 100);
    expect(epochEnds(steps)).toEqual([4, 6]);
    expect([1, 4, 5, 6].map((step) => steps.epochOf(step))).toEqual([1, 1, 2, 2]);
  });

  test('has each epoch end once for any sizes', () => {
    for (let examples = 4; examples < 60; examples++) {
      for (const batchSize of [4, 7, 32]) {
        const epochs = plan({ batchSize, length: { unit: 'epochs', count: 5 } }, examples);
        const ends = epochEnds(epochs);
        expect(
          ends.map((step) => epochs.epochOf(step)),
          `${examples} by ${batchSize}`,
        ).toEqual([1, 2, 3, 4, 5]);
      }
    }
  });
});

test('a batch is no larger than the data', () => {
  expect(plan({ batchSize: 128 }, 40).batchSize).toBe(40);
});

describe('the learning rate', () => {
  test('stays where it is when constant', () => {
    const constant = plan({ learningRate: 0.3, schedule: 'constant' }, 100);
    expect([1, 200, 400].map((step) => constant.learningRate(step))).toEqual([0.3, 0.3, 0.3]);
  });

  test('rises in even steps to the full rate on a ramp', () => {
    const ramp = plan({ learningRate: 0.25, schedule: 'ramp', length: { unit: 'steps', count: 10 } }, 100);
    expect([1, 5, 10].map((step) => ramp.learningRate(step))).toEqual([0.025, 0.125, 0.25]);
  });

  test('falls along half a cosine: whole at first, half in the middle, near 0 at last', () => {
    const cosine = plan({ learningRate: 0.2, length: { unit: 'steps', count: 100 } }, 100);
    expect(cosine.learningRate(1)).toBeCloseTo(0.2, 12);
    expect(cosine.learningRate(51)).toBeCloseTo(0.1, 12);
    // 0.1 (1 - cos(pi / 100))
    expect(cosine.learningRate(100)).toBeCloseTo(0.0000493, 7);
  });
});
