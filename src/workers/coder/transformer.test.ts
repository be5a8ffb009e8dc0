import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import reference from '../../../tests/fixtures/coder/reference.json' with { type: 'json' };
import { crossEntropy } from '../trainer/loss.ts';
import { makePositions, score } from './transformer.ts';
import { parametersOf } from './weights.ts';

const { config, ids, loss } = reference;
const { vocabulary } = config;
const given: Record<string, number[]> = reference.weights;
const wanted: Record<string, number[]> = reference.gradients;

function variables(): ReadonlyMap<string, tf.Variable> {
  return new Map(
    parametersOf(config).map(({ name, shape }) => [
      name,
      tf.variable(tf.tensor(given[name] as number[], [...shape]), true),
    ]),
  );
}

const places = (from: number, to: number) =>
  tf.tensor1d(
    Array.from({ length: to - from }, (_, i) => from + i),
    'int32',
  );

function farthest(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] as number))));
}

describe('the transformer in TF.js', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('scores as PyTorch does', () => {
    const all = score(
      config,
      variables(),
      makePositions(config, ids.length),
      tf.tensor2d([ids], undefined, 'int32'),
      places(0, ids.length),
    );
    expect(farthest(all.dataSync(), reference.logits)).toBeLessThan(1e-4);
  });

  it('scores each row of a batch as if alone, whatever fills it up', () => {
    const short = ids.slice(0, 50);
    const filled = [...short, ...Array.from({ length: 30 }, () => 3)];
    const batch = tf.tensor2d([ids, filled], undefined, 'int32');
    const rows = tf.tensor1d([79, 80 + 49, 80 + 10], 'int32');
    const scores = score(config, variables(), makePositions(config, 80), batch, rows).arraySync();
    for (const [i, place] of [79, 49, 10].entries()) {
      const expected = reference.logits.slice(place * vocabulary, (place + 1) * vocabulary);
      expect(farthest(scores[i] as number[], expected)).toBeLessThan(1e-4);
    }
  });

  it('has the gradients that PyTorch finds, of every parameter', () => {
    const parameters = variables();
    const reply = ids.slice(loss.firstReplyToken);
    const labels = tf.oneHot(tf.tensor1d(reply, 'int32'), vocabulary).cast('float32') as tf.Tensor2D;
    const { value, grads } = tf.variableGrads(
      () =>
        crossEntropy(
          labels,
          score(
            config,
            parameters,
            makePositions(config, ids.length),
            tf.tensor2d([ids], undefined, 'int32'),
            places(loss.firstReplyToken - 1, ids.length - 1),
          ),
        ),
      [...parameters.values()],
    );
    expect(Math.abs((value.dataSync()[0] as number) - loss.value)).toBeLessThan(1e-5);
    for (const [name, variable] of parameters) {
      const gradient = grads[variable.name] as tf.Tensor;
      expect(farthest(gradient.dataSync(), wanted[name] as number[])).toBeLessThan(1e-5);
    }
  });
});
