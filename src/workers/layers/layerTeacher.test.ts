import { describe, expect, it } from 'vitest';
import { plainArithmetic } from '../coder/arithmetic.ts';
import type { Weights } from '../coder/weights.ts';
import { LayerTeacher, type Surroundings } from './layerTeacher.ts';
import { LayerNetworks } from './networks.ts';
import type { teach } from './teach.ts';
import { drawWeights } from './weights.ts';

const sizes = { vocabulary: 8, blocks: 3 };
const known = [{ layers: [1, 2, 3], blocks: [0, 0, 1] }];
const settings = { steps: 5, seed: 7 };
const silent = () => {};

/** Every weight a bit larger: teaching that can be told. */
const widen = (weights: Weights): Weights =>
  new Map([...weights].map(([name, values]) => [name, values.map((value) => value * 1.5)]));

const nextBy = (weights: Weights) => new LayerNetworks(sizes, weights, plainArithmetic()).next([1]);

function teacher(changed: Partial<Surroundings> = {}): LayerTeacher {
  return new LayerTeacher(sizes, {
    fetch: async () => drawWeights(sizes, 100),
    arithmetic: async () => plainArithmetic(),
    teaching: async () => async (_sizes, weights) => widen(weights),
    ...changed,
  });
}

/** Teaching that goes on until it is interrupted. */
const endless: typeof teach = (_sizes, _weights, _sequences, _teaching, _onStep, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('the layer model behind its worker', () => {
  it('answers from the weights it has loaded', async () => {
    const model = teacher();
    await model.load('https://a.test/');
    expect(await model.next([1])).toEqual(nextBy(drawWeights(sizes, 100)));
  });

  it('says what to do before it has weights', async () => {
    const model = teacher();
    await expect(model.next([1])).rejects.toThrow('load or pre-train it first');
    await expect(model.classify([1], 2)).rejects.toThrow('load or pre-train it first');
    await expect(model.teach('fine-tune', known, settings, silent)).rejects.toThrow('load or pre-train');
  });

  it('pre-trains fresh weights of the seed, whatever is there, and fine-tunes those that are', async () => {
    const model = teacher();
    await model.load('https://a.test/');
    await model.teach('pretrain', known, settings, silent);
    expect(await model.next([1])).toEqual(nextBy(widen(drawWeights(sizes, 7))));
    await model.teach('fine-tune', known, settings, silent);
    expect(await model.next([1])).toEqual(nextBy(widen(widen(drawWeights(sizes, 7)))));
  });

  it('is as before when teaching is interrupted, and can be taught again', async () => {
    let teaching: typeof teach = endless;
    const model = teacher({
      teaching:
        async () =>
        (...given) =>
          teaching(...given),
    });
    await model.load('https://a.test/');
    const taught = model.teach('pretrain', known, settings, silent);
    await model.interrupt();
    await expect(taught).rejects.toThrow('aborted');
    expect(await model.next([1])).toEqual(nextBy(drawWeights(sizes, 100)));
    teaching = async (_sizes, weights) => widen(weights);
    await model.teach('pretrain', known, settings, silent);
    expect(await model.next([1])).toEqual(nextBy(widen(drawWeights(sizes, 7))));
  });

  it('refuses a corpus of nothing', async () => {
    const model = teacher();
    await expect(model.teach('pretrain', [], settings, silent)).rejects.toThrow('corpus is empty');
    await expect(model.teach('pretrain', [{ layers: [], blocks: [] }], settings, silent)).rejects.toThrow(
      'corpus is empty',
    );
  });
});
