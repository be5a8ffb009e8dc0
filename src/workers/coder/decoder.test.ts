import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import reference from '../../../tests/fixtures/coder/reference.json' with { type: 'json' };
import { plainArithmetic } from './arithmetic.ts';
import { Decoder } from './decoder.ts';
import { simdArithmetic } from './simd.ts';

const { config, ids } = reference;
const weights = new Map(
  Object.entries(reference.weights).map(([name, values]) => [name, Float32Array.from(values)]),
);
const kernels = () =>
  new WebAssembly.Module(readFileSync(new URL('../trainer/native/kernels.wasm', import.meta.url)));

/** PyTorch's scores of what follows token i. */
const expected = (i: number) => reference.logits.slice(i * config.vocabulary, (i + 1) * config.vocabulary);

describe.each([
  ['plain arithmetic', plainArithmetic],
  ['SIMD', () => simdArithmetic(kernels())],
])('the decoder on %s', (_, arithmetic) => {
  const decoder = () => new Decoder(config, weights, arithmetic());

  it('scores every next token as PyTorch does, one at a time', () => {
    const one = decoder();
    ids.forEach((id, i) => expectNear(one.append([id]), expected(i)));
  });

  it('scores as PyTorch does in pieces of any length, longer than its chunks too', () => {
    for (const first of [1, 5, 63, 64, 65, 79]) {
      const some = decoder();
      expectNear(some.append(ids.slice(0, first)), expected(first - 1));
      expectNear(some.append(ids.slice(first)), expected(ids.length - 1));
    }
  });

  it('forgets a sequence when it begins another', () => {
    const again = decoder();
    again.append(ids.toReversed());
    again.restart();
    expectNear(again.append(ids), expected(ids.length - 1));
  });

  it('takes no more than its context', () => {
    const full = decoder();
    full.append(Array.from({ length: config.context }, () => 1));
    expect(() => full.append([1])).toThrow(RangeError);
  });
});

function expectNear(actual: Float32Array, wanted: readonly number[]): void {
  const worst = Math.max(...wanted.map((value, i) => Math.abs(value - (actual[i] as number))));
  expect(worst).toBeLessThan(1e-4);
}
