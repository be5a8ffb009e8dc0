import { expect, it } from 'vitest';
import { Novelty } from './novelty.ts';

/** Each layer in a variable of its own, numbered from `first` on. */
const program = (layers: readonly string[], first = 1) =>
  [
    'export default function build(tf, inputShape, numClasses) {',
    '  const input = tf.input({ shape: inputShape });',
    ...layers.map((layer, i) => {
      const before = i === 0 ? 'input' : `layer${first + i - 1}`;
      return `  const layer${first + i} = tf.layers.${layer}.apply(${before});`;
    }),
    `  return tf.model({ inputs: input, outputs: layer${first + layers.length - 1} });`,
    '}',
  ].join('\n');

const CONV = "conv1d({ filters: 16, kernelSize: 3, activation: 'relu' })";
const DENSE = "dense({ units: 32, activation: 'relu' })";

it('knows a program again whatever its variables are numbered', () => {
  const novelty = new Novelty();
  expect(novelty.likest(program([CONV]))).toBeUndefined();
  novelty.add(3, program([CONV, 'flatten()', DENSE]));
  expect(novelty.likest(program([CONV, 'flatten()', DENSE], 7))).toEqual({ id: 3, likeness: 1 });
});

it('names the one that a program is most like, and how much', () => {
  const novelty = new Novelty();
  novelty.add(1, program(['flatten()', DENSE, DENSE, DENSE]));
  novelty.add(2, program([CONV, CONV, 'flatten()']));
  const likest = novelty.likest(program([CONV, CONV, CONV, 'flatten()']));
  expect(likest?.id).toBe(2);
  expect(likest?.likeness).toBeGreaterThan(0.6);
  expect(likest?.likeness).toBeLessThan(1);
});
