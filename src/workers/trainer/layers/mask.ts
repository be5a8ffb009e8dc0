import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws the next mask: 0 with probability `rate`, else 1 / (1 - rate). */
export type DropoutStream = (shape: number[], rate: number) => Tensor;

/** Equal seeds give equal sequences of masks, on every backend. */
export function dropoutStream(seed: number): DropoutStream {
  const generator = xoroshiro128plus(seed);
  return (shape, rate) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    const kept = 1 / (1 - rate);
    const threshold = rate * 2 ** 32;
    for (let i = 0; i < values.length; i++) {
      values[i] = generator.next() >>> 0 < threshold ? 0 : kept;
    }
    return tensor(values, shape);
  };
}
