import { expect, test } from 'vitest';
import { speedOf } from './speed.ts';

test('reading and writing are timed apart, and a long reply weighs more than a short one', () => {
  // 400 tokens read in 2 s; 10 + 30 tokens written after the first ones in 1 s and 1 s.
  const timed = [
    { promptTokens: 100, tokens: 11, firstMs: 500, ms: 1500 },
    { promptTokens: 300, tokens: 31, firstMs: 1500, ms: 2500 },
  ];
  expect(speedOf(timed)).toEqual({
    replies: 2,
    promptTokens: 200,
    replyTokens: 21,
    replySeconds: 2,
    promptTokensPerSecond: 200,
    replyTokensPerSecond: 20,
  });
});
