import { expect, it } from 'vitest';
import { identifiers } from './identifiers.ts';

it('leaves names that end in a number as they are', () => {
  expect([...identifiers(['dense_1', 'conv2d_12']).values()]).toEqual(['dense_1', 'conv2d_12']);
});

it('keeps clear of words of Python and of PyTorch', () => {
  expect([...identifiers(['class', 'forward', 'x']).values()]).toEqual([
    'class_layer',
    'forward_layer',
    'x_layer',
  ]);
});

it('replaces what Python cannot take, and tells apart what has become the same', () => {
  expect([...identifiers(['2nd-layer/b.c', '2nd_layer/b.c', 'a-1', 'a.1', 'a_1']).values()]).toEqual([
    'layer_2nd_layer_b_c_layer',
    'layer_2nd_layer_b_c_layer_2',
    'a_1',
    'a_1_2',
    'a_1_3',
  ]);
});
