import { expect, it } from 'vitest';
import { initialNetwork } from '../../search/references/initial.ts';
import { MNIST1D_REFERENCES } from '../../search/references/mnist1d.ts';
import { givenName } from './givenNames.ts';
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
