import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/search/random/rng.ts';
import { Forest } from './forest.ts';

const rng = new Rng('forest');
const drawn = (count: number) =>
  Array.from({ length: count }, () => Array.from({ length: 4 }, () => rng.float()));
/** A step and a slope; the last two features mean nothing. */
const truth = ([a = 0, b = 0]: readonly number[]) => (a < 0.5 ? 0 : 1) + b;

describe('a forest', () => {
  const examples = drawn(400).map((features) => ({ features, value: truth(features) }));
  const forest = new Forest(examples, new Rng(1));

  it('comes near a function it saw examples of', () => {
    const errors = drawn(100).map((features) => Math.abs(forest.predict(features) - truth(features)));
    // Guessing the mean is wrong by about 0.5 on average.
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.12);
  });

  it('never leaves the range of what it saw', () => {
    const values = examples.map(({ value }) => value);
    for (const features of [
      [9, 9, 9, 9],
      [-9, -9, 0, 0],
    ]) {
      const guess = forest.predict(features);
      expect(guess).toBeGreaterThanOrEqual(Math.min(...values));
      expect(guess).toBeLessThanOrEqual(Math.max(...values));
    }
  });

  it('is the same for the same seed', () => {
    const again = new Forest(examples, new Rng(1));
    expect(again.predict([0.3, 0.4, 0, 0])).toBe(forest.predict([0.3, 0.4, 0, 0]));
  });
});
