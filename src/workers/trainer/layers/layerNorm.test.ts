import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { FastLayerNormalization } from './layerNorm.ts';

const gap = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? NaN;

/** TF.js's layer and ours, with equal weights. */
function both(config: object, shape: number[]) {
  const pair = [
    tf.layers.layerNormalization(config),
    new FastLayerNormalization(config as never) as unknown as tf.layers.Layer,
  ] as const;
  return pair.map((layer) => {
    layer.build(shape);
    layer.setWeights(
      layer.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 1, 1, 'float32', i + 2)),
    );
    return (x: tf.Tensor) => layer.apply(x) as tf.Tensor;
  }) as [(x: tf.Tensor) => tf.Tensor, (x: tf.Tensor) => tf.Tensor];
}

test.each([
  [{}, [4, 6, 3]],
  [{ axis: -1, epsilon: 0.1 }, [5, 7]],
  [{ axis: [1, 2] }, [3, 4, 2, 5]],
] as [object, number[]][])(
  'normalises %j over %j as TF.js does, and so does its gradient',
  (config, shape) => {
    const [plain, fast] = both(config, shape);
    const x = tf.randomNormal(shape, 1, 2, 'float32', 1);
    const seen = tf.randomNormal(shape, 0, 1, 'float32', 9);
    const gradient = (layer: typeof plain) => tf.grad((at: tf.Tensor) => tf.sum(tf.mul(layer(at), seen)))(x);
    expect(gap(fast(x), plain(x))).toBeLessThan(1e-5);
    expect(gap(gradient(fast), gradient(plain))).toBeLessThan(1e-5);
  },
);

// TF.js's own layer has no gradient then.
test.each([
  [{ axis: 1, scale: false }, [3, 4, 2]],
  [{ center: false }, [3, 4, 2]],
] as [object, number[]][])('normalises %j over %j as TF.js does', (config, shape) => {
  const [plain, fast] = both(config, shape);
  const x = tf.randomNormal(shape, 1, 2, 'float32', 1);
  expect(gap(fast(x), plain(x))).toBeLessThan(1e-5);
});
