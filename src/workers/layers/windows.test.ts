import { expect, it } from 'vitest';
import { classifierExamples, classifierTokens, gptExamples, lastWindow } from './windows.ts';

const sizes = { vocabulary: 100, blocks: 3 };
/** Opens a network. */
const O = 100;
const twelve = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

it('looks at the last ten layers, and at the opening before fewer', () => {
  expect(lastWindow(sizes, [])).toEqual([O]);
  expect(lastWindow(sizes, [7, 8])).toEqual([O, 7, 8]);
  expect(lastWindow(sizes, twelve)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

it('predicts every layer of a short network in one window', () => {
  expect(gptExamples(sizes, { layers: [7, 8, 9], blocks: [0, 0, 1] })).toEqual([
    { prompt: [O], reply: [7, 8, 9] },
  ]);
});

it('slides over a long network one layer at a time, ten inputs each', () => {
  expect(gptExamples(sizes, { layers: twelve, blocks: twelve.map(() => 0) })).toEqual([
    { prompt: [O], reply: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    { prompt: [1], reply: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
    { prompt: [2], reply: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  ]);
});

it('classifies a layer with the ten before it, filled up with openings', () => {
  expect(classifierTokens(sizes, [7, 8], 9)).toEqual([O, O, O, O, O, O, O, O, 7, 8, 9]);
  expect(classifierTokens(sizes, twelve, 13)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

it('teaches the classifier the block of every layer', () => {
  const examples = classifierExamples(sizes, {
    layers: twelve,
    blocks: [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
  });
  expect(examples.map(({ block }) => block)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  expect(examples[2]).toEqual({ tokens: [O, O, O, O, O, O, O, O, 1, 2, 3], block: 0 });
  expect(examples[11]).toEqual({ tokens: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], block: 2 });
});
