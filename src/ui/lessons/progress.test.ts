import { expect, it } from 'vitest';
import { readProgress, writeProgress } from './progress.ts';
import { beginning } from './walk.ts';

it('Steps, readings and answers are remembered; bets, which are of one run, are not', () => {
  const walk = { ...beginning, step: 3, readings: { best: 0.5 }, answer: 2 };
  const text = writeProgress({
    random: { ...walk, bets: { next: { choice: 'yes', since: { candidates: 9, changes: 0 } } } },
    fooled: { ...beginning, step: 1 },
  });
  expect(readProgress(text)).toEqual({ random: walk, fooled: { ...beginning, step: 1 } });
});

it('What cannot be read is no progress', () => {
  for (const text of [null, '', '{', '[]', '{"random":{"step":-1}}', '{"random":{"step":"2","readings":{}}}'])
    expect(readProgress(text)).toEqual({});
});
