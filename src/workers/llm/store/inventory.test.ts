import { expect, it } from 'vitest';
import { storedModels } from './inventory.ts';

// Node has no caches either.
it('finds nothing where the browser has no caches, as on a page over http', async () => {
  expect(await storedModels()).toEqual([]);
});
