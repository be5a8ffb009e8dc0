import { expect, test } from 'vitest';
import { WeightStore } from './weightStore.ts';

/** One weight of so many numbers, 4 bytes each. */
const weights = (count: number, value = 0) => [
  { layer: 'dense_1', name: 'kernel', shape: [count], values: new Float32Array(count).fill(value) },
];

test('weights stay for as long as there is room, however often they are taken', () => {
  const store = new WeightStore(80);
  store.keep('a', weights(10, 1));
  store.keep('b', weights(10, 2));
  expect([store.take('a'), store.take('a'), store.take('b'), store.take('c')]).toEqual([
    weights(10, 1),
    weights(10, 1),
    weights(10, 2),
    undefined,
  ]);
});

test('those that were used longest ago leave first', () => {
  const store = new WeightStore(100);
  store.keep('a', weights(10));
  store.keep('b', weights(10));
  store.take('a');
  store.keep('c', weights(10));
  expect(['a', 'b', 'c'].filter((name) => store.take(name))).toEqual(['a', 'c']);
});

test('as many leave as must', () => {
  const store = new WeightStore(120);
  for (const name of ['a', 'b', 'c']) store.keep(name, weights(10));
  store.keep('d', weights(20));
  expect(['a', 'b', 'c', 'd'].filter((name) => store.take(name))).toEqual(['c', 'd']);
});

test('a name that is kept again has its new weights, and its old ones take up no room', () => {
  const store = new WeightStore(80);
  store.keep('a', weights(10, 1));
  store.keep('b', weights(10));
  store.keep('a', weights(10, 2));
  expect(store.take('a')).toEqual(weights(10, 2));
  expect(store.take('b')).toBeDefined();
});

test('what is larger than the store is not kept, and drives nothing out', () => {
  const store = new WeightStore(80);
  store.keep('a', weights(10));
  store.keep('b', weights(30));
  expect(['a', 'b'].filter((name) => store.take(name))).toEqual(['a']);
});
