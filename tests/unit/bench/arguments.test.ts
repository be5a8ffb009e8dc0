import { expect, test } from 'vitest';
import { parseOptions } from '../../../scripts/bench/arguments.ts';

test('without arguments everything is measured but the language model', () => {
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

test('the parts of the language model are measured when asked for, as much as is asked for', () => {
  expect(parseOptions(['--only', 'operators', '--only', 'llm'])).toMatchObject({
    parts: ['llm', 'operators'],
    samples: 200,
    seeds: 5,
    evaluations: 60,
    workers: 2,
  });
  const less = ['--samples', '12', '--seeds', '1', '--evaluations', '15', '--workers', '1'];
  expect(parseOptions(less)).toMatchObject({ samples: 12, seeds: 1, evaluations: 15, workers: 1 });
});

test.each([
  [['--only', 'trian'], '--only knows no "trian", only train, profile, search, llm, operators.'],
  [['--net', 'vgg'], '--net knows no "vgg"'],
  [['--seconds', 'many'], '--seconds needs a number above 0, not "many".'],
  [['--seconds', '0'], '--seconds needs a number above 0'],
  [['--samples', '0'], '--samples needs a whole number from 1 on, not "0".'],
  [['--seeds', '0'], '--seeds needs a whole number from 1 on, not "0".'],
  [['--evaluations', '2.5'], '--evaluations needs a whole number'],
  [['--workers', '17'], '--workers needs a whole number from 1 to 16'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused with a sentence', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
