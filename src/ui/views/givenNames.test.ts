import { expect, it } from 'vitest';
import { type Move, wordsOf } from '../../search/morphism/moves.ts';
import { INPUT } from '../../search/morphism/network.ts';
import { initialNetwork } from '../../search/references/initial.ts';
import { MNIST1D_REFERENCES } from '../../search/references/mnist1d.ts';
import { givenName, moveWords } from './givenNames.ts';
import { inLanguage } from './inLanguage.ts';

it('the networks that methods begin with are called in the language of the page', () => {
  const names = ['one convolution', '3 convolutions', '5 convolutions', 'Large CNN', 'MLP'];
  const called = () => names.map(givenName);
  expect(called()).toEqual(names);
  expect(inLanguage('ru', called)).toEqual(['одна свёртка', '3 свёртки', '5 свёрток', 'большая CNN', 'MLP']);
});

it('of all that are given, only kinds of networks keep a name in Latin letters', () => {
  const given = [initialNetwork({ inputShape: [40, 1], classes: 10 }), ...MNIST1D_REFERENCES].map(
    ({ name }) => inLanguage('ru', () => givenName(name)),
  );
  for (const name of given) expect(name.replaceAll(/\b(CNN|MLP|GRU)\b/g, '')).not.toMatch(/[a-z]/i);
});

it.each<[Move, string]>([
  [{ kind: 'widen', block: 'conv2', width: 16 }, 'расширен conv2 до 16'],
  [{ kind: 'deepen', name: 'conv4', kernel: 3, after: 'conv2' }, 'добавлен conv4 с ядром 3 после conv2'],
  [{ kind: 'skip', from: 'conv1', block: 'conv3' }, 'выход conv1 подан и на вход conv3'],
  [{ kind: 'skip', from: INPUT, block: 'conv3' }, 'вход стадии подан и на вход conv3'],
])('a network grows in words of either language: %j', (move, russian) => {
  expect(moveWords(wordsOf(move))).toBe(wordsOf(move));
  expect(inLanguage('ru', () => moveWords(wordsOf(move)))).toBe(russian);
});

it('what is no move stays', () => {
  expect(inLanguage('ru', () => moveWords('as it was said then'))).toBe('as it was said then');
});
