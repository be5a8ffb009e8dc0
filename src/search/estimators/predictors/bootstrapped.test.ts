import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { Bootstrapped } from './bootstrapped.ts';

const ROWS = Array.from({ length: 200 }, (_, row) => [row]);

/** What the member of a bootstrap is taught, of 200 rows whose value is ten times their number. */
function taught(seed: number) {
  const seen: { row: number; value: number }[] = [];
  const fit = (x: readonly (readonly number[])[], y: readonly number[]) =>
    x.forEach(([row = -1], at) => seen.push({ row, value: y[at] ?? NaN }));
  const bootstrapped = new Bootstrapped({ fit, predict: (x) => x.map(() => 7) }, new Rng(seed));
  bootstrapped.fit(
    ROWS,
    ROWS.map(([row = 0]) => 10 * row),
  );
  return { seen, bootstrapped };
}

describe('a bootstrap', () => {
  it('teaches as many rows as there are, with their own values, of which some 63 % are different', () => {
    const { seen } = taught(1);
    expect(seen).toHaveLength(200);
    for (const { row, value } of seen) expect(value).toBe(10 * row);
    // 1 - (1 - 1/200)^200 = 0.633; the standard deviation of the share is 0.022.
    const share = new Set(seen.map(({ row }) => row)).size / 200;
    expect(Math.abs(share - 0.633)).toBeLessThan(0.088);
  });

  it('draws other rows under another seed, and answers as its member does', () => {
    expect(taught(1).seen).toEqual(taught(1).seen);
    expect(taught(1).seen).not.toEqual(taught(2).seen);
    expect(taught(1).bootstrapped.predict([[1], [2]])).toEqual([7, 7]);
  });
});
