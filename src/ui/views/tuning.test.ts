import { describe, expect, it } from 'vitest';
import type { ModelOption } from '../../workers/api.ts';
import { lockedWords, progressWords, resultWords } from './tuning.ts';

const coder: ModelOption = {
  id: 'nas-coder',
  modelUrl: '',
  libraryUrl: '',
  label: 'NAS Coder',
  group: 'built-in',
  isCoder: true,
  fits: { ok: true, value: true },
  cached: true,
};
const backend = { backend: 'wasm', reason: '' } as const;
const step = (step: number, ms: number) => ({ step, ms, loss: 0.4123, tokens: 900 });

it('says why the model cannot be tuned, or nothing when it can', () => {
  expect(lockedWords(undefined, 50, false)).toContain('No model is loaded');
  expect(lockedWords({ ...coder, label: 'Qwen3', isCoder: false }, 50, false)).toContain(
    'Qwen3 is not tuned here',
  );
  expect(lockedWords(coder, 0, false)).toContain('there is none yet');
  expect(lockedWords(coder, 7, false)).toContain('there are 7 so far');
  expect(lockedWords(coder, 8, false)).toBeUndefined();
  expect(lockedWords(coder, 8, true)).toContain('only looked at');
});

describe('progress', () => {
  it('is told by steps, and by time as the steps after the first go', () => {
    expect(progressWords([], 10)).toBe('Getting ready …');
    // The first step compiles for ten seconds; six more take 12 s.
    expect(progressWords([step(1, 10_000), step(2, 2000), step(3, 2000), step(4, 2000)], 10)).toBe(
      'Step 4 of 10, loss 0.412, 3,600 tokens read, 10 s left.',
    );
    expect(progressWords([step(10, 1)], 10)).toContain('Checking');
  });
});

describe('the result', () => {
  const told = (before: number, after: number) =>
    resultWords({ backend, taught: 20, skipped: 0, keptBack: { lessons: 5, before, after } });

  it('is what became of the loss on what was kept back, for better or worse', () => {
    expect(told(0.5, 0.4)).toContain('On 5 networks kept back, the loss fell from 0.500 to 0.400');
    expect(told(0.4, 0.5)).toContain('rose from 0.400 to 0.500: it has learnt by heart');
    expect(told(0.5, 0.497)).toContain('hardly changed, from 0.500 to 0.497');
  });

  it('claims nothing where nothing was kept back, and says what was left out', () => {
    expect(resultWords({ backend, taught: 1, skipped: 2 })).toBe(
      'It has learnt from 1 network (2 did not fit into its context).',
    );
  });
});
