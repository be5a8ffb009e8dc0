import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { countLabels, majorityAccuracy, shareBySeed, splitTraining, takeRows } from './split.ts';

const labelsOf = (...counts: number[]) =>
  Uint8Array.from(counts.flatMap((n, label) => new Array<number>(n).fill(label)));
const countIn = (labels: Uint8Array, rows: Uint32Array, label: number) =>
  [...rows].filter((row) => labels[row] === label).length;

describe('splitTraining', () => {
  it('holds out 500 of 4,000 at an eighth, 50 of each of ten equal classes', () => {
    const labels = Uint8Array.from({ length: 4000 }, (_, row) => row % 10);
    const { train, validation } = splitTraining(labels, 0.125, new Rng(1));
    expect([train.length, validation.length]).toEqual([3500, 500]);
    for (let label = 0; label < 10; label++) expect(countIn(labels, validation, label)).toBe(50);
  });

  it('gives every row to exactly one side and every class its share to within one, whatever the classes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300, max: 9 }),
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        fc.nat(),
        (labels, fraction, seed) => {
          const { train, validation } = splitTraining(labels, fraction, new Rng(seed));
          expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...labels.keys()]);
          expect(validation.length).toBe(Math.round(labels.length * fraction));
          for (const label of new Set(labels)) {
            const share = labels.filter((other) => other === label).length * fraction;
            expect(Math.abs(countIn(labels, validation, label) - share)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('repeats under the same seed and differs under another', () => {
    const labels = labelsOf(100, 80, 60);
    const rows = (seed: number) => splitTraining(labels, 0.25, new Rng(seed)).validation;
    expect(rows(3)).toEqual(rows(3));
    expect(rows(3)).not.toEqual(rows(4));
  });

  it('chooses within a class without regard to the size of other classes', () => {
    const ofFirst = (labels: Uint8Array) =>
      splitTraining(labels, 0.5, new Rng(5)).validation.filter((row) => labels[row] === 0);
    expect(ofFirst(labelsOf(40, 10))).toEqual(ofFirst(labelsOf(40, 90)));
  });

  it('manages a class without members', () => {
    const labels = labelsOf(10, 0, 10);
    expect(splitTraining(labels, 0.2, new Rng(1)).validation.length).toBe(4);
  });
});

describe('shareBySeed', () => {
  it('draws from the rows that are there, every class in its share, the same for the same seed', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 60 ? 0 : 1));
    const rows = Uint32Array.from({ length: 50 }, (_, i) => 2 * i);
    const share = shareBySeed(labels, rows, 0.2, 3);
    expect([...share].every((row) => row % 2 === 0)).toBe(true);
    expect(countLabels(labels, share, 2)).toEqual([6, 4]);
    expect(shareBySeed(labels, rows, 0.2, 3)).toEqual(share);
    expect(shareBySeed(labels, rows, 0.2, 4)).not.toEqual(share);
  });
});

describe('takeRows', () => {
  it('keeps each row with its label', () => {
    const examples = { x: Float32Array.of(0, 1, 10, 11, 20, 21), y: Uint8Array.of(5, 6, 7) };
    expect(takeRows(examples, Uint32Array.of(2, 0))).toEqual({
      x: Float32Array.of(20, 21, 0, 1),
      y: Uint8Array.of(7, 5),
    });
  });
});

describe('countLabels', () => {
  it('counts the rows of each class, classes without any too', () => {
    expect(countLabels(Uint8Array.of(2, 0, 2, 1, 2), Uint32Array.of(0, 2, 3), 4)).toEqual([0, 1, 2, 0]);
  });
});

describe('majorityAccuracy', () => {
  it('is the share of the most common class', () => {
    expect(majorityAccuracy(Uint8Array.of(2, 0, 2, 1))).toBe(0.5);
    expect(majorityAccuracy(Uint8Array.of())).toBe(0);
  });
});
