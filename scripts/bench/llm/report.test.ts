import { expect, test } from 'vitest';
import { judgeModel, llmSection } from './report.ts';
import type { SampleRow, SpeedRow } from './rows.ts';

const sampled = (more: Partial<SampleRow>): SampleRow => ({
  writer: 'webllm',
  constrained: false,
  task: 'both',
  samples: 200,
  parse: 200,
  redeclared: 0,
  valid: 180,
  new: 120,
  copies: 50,
  repeats: 10,
  faults: { shape: 20 },
  ...more,
});

const speed = (more: Partial<SpeedRow>): SpeedRow => ({
  writer: 'webllm',
  constrained: false,
  device: 'SwiftShader',
  isSoftware: true,
  replies: 200,
  promptTokens: 60,
  replyTokens: 40,
  replySeconds: 1,
  promptTokensPerSecond: 200,
  replyTokensPerSecond: 20,
  dispatchesPerToken: 25,
  ...more,
});

const met = (samples: readonly SampleRow[], speeds: readonly SpeedRow[] = []) =>
  judgeModel({ samples, speeds }).map((verdict) => verdict.met);

test('the shares that are promised are just enough', () => {
  expect(met([sampled({}), sampled({ constrained: true, parse: 196 })])).toEqual([true, true, true]);
});

test('one reply less is not enough', () => {
  const rows = [sampled({ valid: 179, new: 119 }), sampled({ constrained: true, parse: 195 })];
  expect(met(rows)).toEqual([false, false, false]);
});

test('both tasks together are judged, as WebLLM wrote for them', () => {
  const others = [sampled({ task: 'Fashion-MNIST', valid: 0 }), sampled({ writer: 'coder', valid: 0 })];
  expect(met([...others, sampled({})])).toEqual([true, true]);
  expect(met(others)).toEqual([]);
});

test('WebLLM is judged by what it does when nothing holds it, and our own engine is not', () => {
  expect(met([], [speed({})])).toEqual([true, false, true, true]);
  expect(
    met([], [speed({ replySeconds: 10, promptTokensPerSecond: 199, replyTokensPerSecond: 19 })]),
  ).toEqual([false, false, false, false]);
  expect(met([], [speed({ constrained: true }), speed({ writer: 'coder' })])).toEqual([]);
});

test('a GPU in software is named as such, so that nobody takes its times for those of a GPU', () => {
  const mix = '200 prompts.';
  const section = (isSoftware: boolean) =>
    llmSection({ mix, samples: [], speeds: [speed({ isSoftware })], changed: 3 });
  expect(section(true)).toContain('SwiftShader (a GPU in software)');
  expect(section(false)).not.toContain('in software');
  expect(section(true)).toContain('wrote 3 of the replies otherwise');
});
