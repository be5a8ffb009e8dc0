import { describe, expect, it } from 'vitest';
import { accuracyOf, answersOf, cellOf, confusionOf, mistakesOf } from './confusion.ts';

const LABELS = Uint8Array.of(0, 0, 1, 2, 2);
// Binary fractions, which floats hold exactly.
const PROBABILITIES = Float32Array.of(
  ...[0.75, 0.125, 0.125],
  ...[0.25, 0.625, 0.125],
  ...[0, 1, 0],
  ...[0.5, 0.5, 0],
  ...[0.0625, 0.9375, 0],
);
const answers = answersOf(LABELS, PROBABILITIES, 3);

describe('answers to five examples of three classes', () => {
  it('are the likeliest classes, the lower of two that are equal', () => {
    expect(answers.map(({ said }) => said)).toEqual([0, 1, 1, 0, 1]);
    expect(answers[4]).toEqual({ index: 4, truth: 2, said: 1, confidence: 0.9375 });
  });

  it('are counted by what was true and what was said', () => {
    const counts = confusionOf(answers, 3);
    expect(counts).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 1, 0],
    ]);
    expect(accuracyOf(counts)).toBe(2 / 5);
  });

  it('give the mistakes, the surest first', () => {
    expect(mistakesOf(answers).map(({ index }) => index)).toEqual([4, 1, 3]);
  });

  it('give the examples behind one count', () => {
    expect(cellOf(answers, 2, 1).map(({ index }) => index)).toEqual([4]);
    expect(cellOf(answers, 1, 2)).toEqual([]);
  });
});

it('no answers are never right', () => {
  expect(accuracyOf(confusionOf([], 2))).toBe(0);
});
