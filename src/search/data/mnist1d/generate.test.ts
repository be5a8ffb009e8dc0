import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mnist1dSpec, datasetSchema } from '../../spec/dataset.ts';
import * as v from 'valibot';
import type { Dataset } from '../dataset.ts';
import { english } from '../../told/english.ts';
import { generateMnist1d } from './generate.ts';

const spec = (fields: Partial<Mnist1dSpec> = {}) =>
  v.parse(datasetSchema, { id: 'mnist1d', ...fields }) as Mnist1dSpec;

function generate(fields: Partial<Mnist1dSpec> = {}): Dataset {
  const made = generateMnist1d(spec(fields));
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
}

const everyX = ({ train, test }: Dataset) => Float32Array.from([...train.x, ...test.x]);
const everyY = ({ train, test }: Dataset) => Uint8Array.from([...train.y, ...test.y]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Of the values in thousandths as 16-bit integers, so that the last bits of a float do not matter. */
const digest = (x: Float32Array) =>
  sha256(new Uint8Array(Int16Array.from(x, (value) => Math.floor(value * 1000 + 0.5)).buffer));

const published = generate();

describe('MNIST-1D with the published parameters and seed 42', () => {
  it('has the published shape and split', () => {
    expect(published.inputShape).toEqual([40, 1]);
    expect(published.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect([published.train.y.length, published.test.y.length]).toEqual([4000, 1000]);
    expect([published.train.x.length, published.test.x.length]).toEqual([160_000, 40_000]);
  });

  it('is the published dataset to three decimals, label for label', () => {
    // Both hashes were taken of the arrays in mnist1d_data.pkl.
    expect(digest(everyX(published))).toBe(
      '81527c5cb540ba27258d08cba98c67e75831d4a402915c7ad4396c996defd16e',
    );
    expect(sha256(everyY(published))).toBe(
      '4f5f4160c519e3c47f9d3e196c161336fcd32126a9efffe4153d6e7c8b73f963',
    );
  });

  it.each([
    // Row of train followed by test, its label, and every fifth of its 40 published values.
    [0, 2, [-0.3320057, 0.1039348, -1.5214309, -0.0239137, 1.593488, 0.5301637, 0.2686083, 0.0195009]],
    [1, 6, [1.9654809, 0.7911943, 1.0834649, -0.1925366, -0.7296327, -2.9989419, -0.450474, -0.915397]],
    [2500, 4, [0.6619192, -0.6855625, -0.8788909, -0.1343266, -0.1152148, -0.3849799, 0.8438671, -0.5765061]],
    [4999, 4, [-0.5193287, -0.242339, 0.4742275, -0.1501919, 1.3949283, 0.3381367, 0.4179562, -0.0986461]],
  ])('has the published values in row %i', (row, label, values) => {
    expect(everyY(published)[row]).toBe(label);
    const signal = everyX(published).subarray(row * 40, row * 40 + 40);
    values.forEach((value, i) => expect(signal[i * 5]).toBeCloseTo(value, 5));
  });

  const folder = findPublishedArrays(import.meta.dirname);
  it.skipIf(folder === undefined)(
    'is within 1e-5 of every published value (skipped when no shared/data/mnist1d is beside the repository)',
    () => {
      const read = (name: string) => new Uint8Array(readFileSync(join(folder as string, name)));
      const floats = (name: string) => new Float32Array(read(name).buffer);
      for (const part of ['train', 'test'] as const) {
        expect(published[part].y).toEqual(read(`y_${part}.u8`));
        const truth = floats(`x_${part}.f32`);
        expect(published[part].x.length).toBe(truth.length);
        const worst = truth.reduce(
          (most, value, i) => Math.max(most, Math.abs(value - (published[part].x[i] as number))),
          0,
        );
        expect(worst).toBeLessThan(1e-5);
      }
    },
  );
});

/** Hashes and values come from numpy and scipy running the same recipe. */
describe('MNIST-1D with other parameters', () => {
  it('follows numpy with every parameter changed at once and a signal of odd length', () => {
    const made = generate({
      seed: 7,
      samples: 200,
      paddingMin: 5,
      paddingMax: 21,
      scale: 1.1,
      maxTranslation: 33,
      correlatedNoise: 0.5,
      independentNoise: 0.1,
      shear: 1.5,
      shuffleSequence: true,
      length: 27,
    });
    expect(made.inputShape).toEqual([27, 1]);
    expect([made.train.y.length, made.test.y.length]).toEqual([160, 40]);
    const first = [-0.0796494, -1.8032839, 1.3795614, -0.2319957, -0.84266, -0.9435174];
    first.forEach((value, i) => expect(made.train.x[i]).toBeCloseTo(value, 5));
    expect(digest(everyX(made))).toBe('8039e14730e4c7d6360e36ee848378964cb4372ef3cfbe58b400f3b785d7cd52');
    expect(sha256(everyY(made))).toBe('0c15e176c13d46990f31894e4989caae4f788eab95d65f8b9cf552c38cb8b760');
  });

  it('follows numpy when everything that varies is switched off', () => {
    const made = generate({
      seed: 0,
      samples: 100,
      paddingMin: 0,
      paddingMax: 0,
      scale: 0,
      maxTranslation: 1,
      correlatedNoise: 0,
      independentNoise: 0,
      shear: 0,
      length: 16,
    });
    expect(digest(everyX(made))).toBe('1cb8d9e4059583f57c6dc5abc8e3898d7bef71fde62e197fe931f88dd1eb5f6d');
    expect(sha256(everyY(made))).toBe('1f058ff86864cf13ad958e17aac170937578a5ce974178077ecad02820fbbc25');
  });

  it('follows numpy at the largest seed and the longest signals', () => {
    const made = generate({
      seed: 2 ** 32 - 1,
      samples: 1000,
      paddingMin: 40,
      paddingMax: 120,
      maxTranslation: 72,
      length: 128,
    });
    expect(digest(everyX(made))).toBe('6c10e874c054c0014f6aaa0f810446f6d6440b2eae9abaf58526f417d3c2bab0');
    expect(sha256(everyY(made))).toBe('346c6151f6b7d217eefeb590fa31bd204f0b5399b205dbb7f7a7cc97e940d93d');
  });

  it('says which paddings contradict each other', () => {
    const made = generateMnist1d(spec({ paddingMin: 50, paddingMax: 40 }));
    expect(made).toMatchObject({ ok: false, error: { kind: 'parameters' } });
    expect(made.ok ? '' : english(made.error.message)).toMatch(
      /smallest padding \(50\).*largest \(40\).*lower paddingMin/,
    );
  });

  it('refuses a shift longer than the signal, which would not be a rotation', () => {
    const made = generateMnist1d(spec({ paddingMin: 0, paddingMax: 10, maxTranslation: 23 }));
    expect(made.ok ? '' : english(made.error.message)).toMatch(
      /up to 23 points.*22 points.*lower maxTranslation/,
    );
  });
});

function findPublishedArrays(from: string): string | undefined {
  const folder = join(from, 'shared', 'data', 'mnist1d');
  if (existsSync(folder)) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : findPublishedArrays(parent);
}
