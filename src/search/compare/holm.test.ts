import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from './holm.ts';

const close = (ps: readonly number[], wanted: readonly number[]) =>
  holm(ps).forEach((p, i) => expect(p).toBeCloseTo(wanted[i] ?? NaN, 12));

test('the worked example comes out as in the books', () => {
  // 0.005 · 4, 0.01 · 3, 0.03 · 2, and 0.04 may not be below the one before it.
  close([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]);
});

test('one comparison needs no correction', () => {
  close([0.04], [0.04]);
});

test('nothing is more likely than certain', () => {
  close([0.9, 0.6], [1, 1]);
});

test('keeps the order, makes nothing smaller and stays within Bonferroni’s bound', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (ps) => {
      const corrected = holm(ps);
      ps.forEach((p, i) => {
        const mine = corrected[i] ?? NaN;
        expect(mine).toBeGreaterThanOrEqual(p);
        expect(mine).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12);
        ps.forEach((other, j) => {
          if (p < other) expect(mine).toBeLessThanOrEqual(corrected[j] ?? NaN);
        });
      });
    }),
  );
});
