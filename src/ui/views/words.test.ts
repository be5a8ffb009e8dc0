import { expect, it } from 'vitest';
import { backendWords } from './words.ts';

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
  expect(backendWords({ backend: 'cpu', reason: { kind: 'chosen' } })).toContain('the slowest');
  expect(backendWords({ backend: 'webgpu', adapter: 'Card', reason: { kind: 'gpu' } })).toContain(': Card.');
});

it('repeats the sentence of a run that was kept with one', () => {
  expect(backendWords({ backend: 'wasm', reason: 'As it was said then.' })).toBe('As it was said then.');
});
