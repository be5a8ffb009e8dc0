import { mean } from 'd3-array';
import { describe, expect, it } from 'vitest';
import { standardNormal } from './normal.ts';
import { Rng } from './rng.ts';

describe('a normal draw', () => {
  it('has the moments and the tails of the normal distribution', () => {
    const rng = new Rng('normal');
    const draws = Array.from({ length: 20_000 }, () => standardNormal(rng));
    const moment = (power: number) => mean(draws, (draw) => draw ** power) ?? NaN;
    // Of 20,000 draws the standard errors are 0.007, 0.01 and 0.07; five of them are allowed.
    expect(Math.abs(moment(1))).toBeLessThan(0.036);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.35);
    // P(|z| > 1.96) = 0.05, with a standard error of 0.0015.
    const beyond = draws.filter((draw) => Math.abs(draw) > 1.959964).length / draws.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.008);
  });
});
