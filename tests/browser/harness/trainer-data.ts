import type { Examples } from '../../../src/search/data/dataset.ts';
import { Rng } from '../../../src/search/random/rng.ts';

/** Noise about one random centre per class: learnable, and of any shape. */
export function blobs(inputShape: readonly number[], classes: number, count: number, seed: number): Examples {
  const size = inputShape.reduce((product, n) => product * n, 1);
  const centres = new Rng(7);
  const centre = Array.from({ length: classes }, () =>
    Array.from({ length: size }, () => centres.float() * 2 - 1),
  );
  const rng = new Rng(seed);
  const x = new Float32Array(count * size);
  const y = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = i % classes;
    y[i] = label;
    for (let j = 0; j < size; j++) x[i * size + j] = (centre[label]?.[j] ?? 0) + (rng.float() - 0.5) * 2;
  }
  return { x, y };
}
