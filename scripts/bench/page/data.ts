import type { Examples } from '../../../src/search/data/dataset.ts';
import { sizeOf } from '../../../src/search/graph/shape.ts';
import { Rng } from '../../../src/search/random/rng.ts';

export const CLASSES = 10;
export const CLASS_NAMES = Array.from({ length: CLASSES }, (_, i) => `class ${i}`);

/** More than the largest batch, few enough to be made in a moment. */
export const EXAMPLES = 1024;

/** Noise with labels of chance: a step costs the same whatever is learnt, and nothing here soon is. */
export function noise(inputShape: readonly number[]): Examples {
  const rng = new Rng(11);
  const x = Float32Array.from({ length: EXAMPLES * sizeOf(inputShape) }, () => rng.float() * 2 - 1);
  const y = Uint8Array.from({ length: EXAMPLES }, () => rng.int(CLASSES));
  return { x, y };
}
