import type { Rng } from './rng.ts';

/** A draw from the normal distribution of mean 0 and variance 1 (Box and Muller 1958). Takes two draws of the stream. */
export function standardNormal(rng: Rng): number {
  // 1 - u lies in (0, 1], so that the logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log(1 - rng.float()));
  return radius * Math.cos(2 * Math.PI * rng.float());
}
