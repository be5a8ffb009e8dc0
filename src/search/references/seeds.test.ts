import { expect, it } from 'vitest';
import { inHouseStyle } from '../prompts/terse.ts';
import { seedsFor } from './seeds.ts';

it.each([[[40, 1]], [[28, 28, 1]]])(
  'writes the networks for %j as the small model is shown them',
  (inputShape) => {
    const seeds = seedsFor({ inputShape, classes: 10 });
    expect(seeds.map(({ name }) => name)).toEqual(['MLP', 'CNN', 'GRU', 'Large CNN']);
    for (const { source } of seeds) expect(inHouseStyle(source)).toBe(source.trim());
  },
);
