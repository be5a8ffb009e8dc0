import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import seal from '../../src/workers/layers/seal.json' with { type: 'json' };
import { sealOf } from './seal.ts';

it('holds for the very weights that are shipped, and for the tokens and blocks there are now (if not: npm run pretrain-layers)', () => {
  const weights = readFileSync(new URL('../../public/models/layer-gpt/weights.bin', import.meta.url));
  expect(seal).toEqual(sealOf(weights));
});
