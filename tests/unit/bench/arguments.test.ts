import { expect, test } from 'vitest';
import { parseOptions } from '../../../scripts/bench/arguments.ts';

test('without arguments everything is measured', () => {
  const options = parseOptions([]);
  expect(options.parts).toEqual(['train', 'profile', 'search']);
  expect(options.nets).toEqual(['mlp', 'cnn1d', 'gru', 'cnn2d', 'separable', 'residual']);
  expect(options).toMatchObject({ json: false, write: false, help: false });
});

test('a part, a network or a peer can be asked for, in any order', () => {
  const options = parseOptions([
    '--peer',
    'jax-js',
    '--only',
    'train',
    '--net',
    'gru',
    '--net',
    'mlp',
    '--json',
  ]);
  expect(options).toMatchObject({ parts: ['train'], nets: ['mlp', 'gru'], peers: ['jax-js'], json: true });
});

test.each([
  [['--only', 'trian'], '--only knows no "trian", only train, profile, search.'],
  [['--net', 'vgg'], '--net knows no "vgg"'],
  [['--seconds', 'many'], '--seconds needs a number above 0, not "many".'],
  [['--seconds', '0'], '--seconds needs a number above 0'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused with a sentence', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
