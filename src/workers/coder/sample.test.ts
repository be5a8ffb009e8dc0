import { describe, expect, it } from 'vitest';
import { Rng } from '../../search/random/rng.ts';
import { type Sampling, sampleToken } from './sample.ts';

/** Scores whose probabilities at temperature 1 are these. */
const scores = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

const DRAWS = 20_000;

/** How often each token comes, as a share. */
function shares(logits: Float32Array, sampling: Sampling): number[] {
  const rng = new Rng(1);
  const counts = Array.from(logits, () => 0);
  for (let i = 0; i < DRAWS; i++) (counts[sampleToken(logits, sampling, rng)] as number) += 1;
  return counts.map((count) => count / DRAWS);
}

/** Within five standard deviations of a share drawn so often. */
function expectShares(actual: number[], wanted: number[]): void {
  wanted.forEach((p, i) => {
    if (p === 0 || p === 1) expect(actual[i]).toBe(p);
    else expect(Math.abs((actual[i] as number) - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / DRAWS));
  });
}

describe('a token', () => {
  it('is the likeliest at temperature 0, the first of equals', () => {
    expect(sampleToken(scores(0.1, 0.4, 0.1, 0.4), { temperature: 0, topP: 1 }, new Rng(1))).toBe(1);
  });

  it('comes as often as its probability says', () => {
    expectShares(shares(scores(0.5, 0.2, 0.3), { temperature: 1, topP: 1 }), [0.5, 0.2, 0.3]);
  });

  it('comes by powers of the probabilities at other temperatures', () => {
    // At 0.5 they are squared: 0.25, 0.04, 0.09 of 0.38.
    const wanted = [0.25 / 0.38, 0.04 / 0.38, 0.09 / 0.38];
    expectShares(shares(scores(0.5, 0.2, 0.3), { temperature: 0.5, topP: 1 }), wanted);
  });

  it('comes from the fewest that reach top-p together', () => {
    const logits = scores(0.1, 0.5, 0.15, 0.25);
    expectShares(shares(logits, { temperature: 1, topP: 0.7 }), [0, 2 / 3, 0, 1 / 3]);
    expectShares(shares(logits, { temperature: 1, topP: 0.4 }), [0, 1, 0, 0]);
  });

  it('repeats under the same seed', () => {
    const logits = scores(0.25, 0.25, 0.25, 0.25);
    const drawn = (seed: number) => {
      const rng = new Rng(seed);
      return Array.from({ length: 20 }, () => sampleToken(logits, { temperature: 1, topP: 0.9 }, rng));
    };
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });
});
