import * as Comlink from 'comlink';
import { BLOCK_KINDS } from '../search/strategies/gptnas/blocks.ts';
import { VOCABULARY_SIZE } from '../search/strategies/gptnas/vocabulary.ts';
import type { LayerModelApi } from './api.ts';
import { kernelArithmetic } from './coder/kernels.ts';
import { LayerTeacher } from './layers/layerTeacher.ts';
import { fetchShipped } from './layers/shipped.ts';
import { holdLife } from './life.ts';

const sizes = { vocabulary: VOCABULARY_SIZE, blocks: BLOCK_KINDS.length };

Comlink.expose(
  new LayerTeacher(sizes, {
    fetch: (baseUrl, signal) => fetchShipped(sizes, baseUrl, signal),
    arithmetic: kernelArithmetic,
    teaching: async () => (await import('./layers/startTeaching.ts')).startTeaching(),
  }) satisfies LayerModelApi,
);
holdLife();
