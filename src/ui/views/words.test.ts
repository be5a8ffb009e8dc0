import { expect, it } from 'vitest';
import { inLanguage } from './inLanguage.ts';
import { backendWords, originWords, reasonOf } from './words.ts';

it('says why a trainer runs where it does', () => {
  expect(backendWords({ backend: 'wasm', reason: { kind: 'no-gpu', why: 'software' } })).toBe(
    'No hardware GPU: the WebGPU adapter is a software one, so WebAssembly is used.',
  );
  expect(
    backendWords({
      backend: 'cpu',
      reason: { kind: 'no-gpu', why: 'not-started', fault: 'lost', wasmFault: 'no SIMD' },
    }),
  ).toBe(
    'The GPU was found but did not start (lost), and WebAssembly did not start (no SIMD), so plain JavaScript is used.',
  );
  const fault = { kind: 'backend-not-started', backend: 'webgpu' } as const;
  expect(
    inLanguage('ru', () =>
      backendWords({ backend: 'wasm', reason: { kind: 'no-gpu', why: 'not-started', fault } }),
    ),
  ).toContain('(Бэкенд webgpu библиотеки TensorFlow.js не запустился)');
  expect(backendWords({ backend: 'cpu', reason: { kind: 'chosen' } })).toContain('the slowest');
  expect(backendWords({ backend: 'webgpu', adapter: 'Card', reason: { kind: 'gpu' } })).toContain(': Card.');
});

it('repeats the sentence of a run that was kept with one', () => {
  expect(backendWords({ backend: 'wasm', reason: 'As it was said then.' })).toBe('As it was said then.');
});

it('says by its figures why a candidate was screened, and repeats the sentence of a run kept without', () => {
  const screened = { kind: 'screened', message: 'As it was said then.' } as const;
  expect(reasonOf({ ...screened, stage: 'size', figures: { value: 9000, bar: 5000 } })).toMatch(
    /at most 5.000 are/,
  );
  expect(
    reasonOf({
      ...screened,
      stage: 'short',
      figures: { value: 0.65, bar: 0.7, length: { unit: 'steps', count: 40 } },
    }),
  ).toContain('After 40 training steps it was right in 65.0\u00a0%');
  const figures = { value: 0.41, bar: 0.5, length: { unit: 'steps', count: 28 } } as const;
  expect(reasonOf({ ...screened, stage: 'halving', figures })).toContain(
    '28 training steps it was right in 41.0\u00a0%',
  );
  expect(reasonOf({ ...screened, stage: 'median', figures })).toContain('came to 41.0\u00a0%');
  expect(reasonOf({ ...screened, stage: 'curve', figures: { ...figures, chance: 0.031 } })).toMatch(
    /points to 41\.0\u00a0% .* 50\.0\u00a0%, .* 3\.1\u00a0%/,
  );
  expect(reasonOf({ ...screened, stage: 'zero-cost', figures: { value: 2, bar: 3 } })).toContain('gradients');
  expect(
    reasonOf({ ...screened, stage: 'zero-cost', figures: { value: 2, bar: 3, proxy: 'snip' } }),
  ).toContain('Its snip before training is 2.00');
  expect(
    reasonOf({ ...screened, stage: 'zero-cost', figures: { value: 0.2, bar: 0.5, proxy: 'vote' } }),
  ).toContain('ahead of 20\u00a0% of the networks');
  expect(reasonOf({ ...screened, stage: 'novelty', of: 3, figures: { value: 0.9, bar: 0.8 } })).toContain(
    'candidate 3',
  );
  expect(reasonOf({ ...screened, stage: 'short' })).toBe('As it was said then.');
});

it('says of a network of choices how many they were, and whose', () => {
  const chosen = {
    kind: 'chosen',
    space: 'cell',
    choices: ['edge 0 to 1 skip', 'edge 0 to 2 none'],
  } as const;
  expect(originWords({ ...chosen, parents: [] })).toBe('2 choices from its space');
  expect(originWords({ ...chosen, parents: [3, 4] })).toBe('child of 3 and 4, 2 choices');
});
