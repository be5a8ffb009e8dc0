import { expect, it } from 'vitest';
import { inLanguage } from './inLanguage.ts';
import { layerSettings, shortened } from './layerSettings.ts';

it('Settings are said in the language of the page, with its decimal mark; code stays code', () => {
  const said = () => ['rate 0.3', '8 filters, kernel 3x3, same, relu', 'slope 0.05'].map(layerSettings);
  expect(said()).toEqual(['rate 0.3', '8 filters, kernel 3x3, same, relu', 'slope 0.05']);
  expect(inLanguage('ru', said)).toEqual(['доля 0,3', '8 фильтров, ядро 3x3, same, relu', 'наклон 0,05']);
});

it.each([
  [26, '32 filters, kernel 3, relu'],
  [25, '32 filters, kernel 3…'],
  [21, '32 filters, kernel 3…'],
  [20, '32 filters…'],
  [11, '32 filters…'],
  [10, '32 filter…'],
])(
  'In a room of %i characters stand as many whole settings as fit, or the beginning of the first',
  (room, short) => {
    expect(shortened('32 filters, kernel 3, relu', room)).toBe(short);
  },
);
