import { expect, it } from 'vitest';
import { shortened } from './layerSettings.ts';

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
