import type { ModelChoice } from '../../api.ts';
import seal from './seal.json' with { type: 'json' };

export const BUILT_IN_ID = 'nas-coder';
/** Of everything that is downloaded with it. */
export const BUILT_IN_MB = Math.ceil(seal.bytes / 1e6);
/** Weights, cache of keys and values, and what lies between two layers: all of it small. */
const VRAM_MB = 30;

/**
 * The model of our own that comes with the page: WebLLM loads and runs it, with a model library of ours. It was trained
 * on prompts in marks. Its files are bound to this version of the page by their hashes.
 * @param baseUrl the page's, absolute, ending in a slash
 */
export const builtIn = (baseUrl: string): ModelChoice => ({
  id: BUILT_IN_ID,
  modelUrl: new URL(`models/${BUILT_IN_ID}`, baseUrl).href,
  libraryUrl: new URL(`models/${BUILT_IN_ID}/${BUILT_IN_ID}.wasm`, baseUrl).href,
  vramMB: VRAM_MB,
  style: 'terse',
  isBuiltIn: true,
  isCoder: true,
  integrity: seal.integrity,
});
