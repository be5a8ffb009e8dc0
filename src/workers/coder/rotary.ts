import { type CoderConfig, headSize } from './config.ts';

/** Cosines and sines of the rotary angles, [positions, headSize / 2]. */
export function rotaryAngles(
  config: CoderConfig,
  positions: number,
): { readonly cos: Float32Array; readonly sin: Float32Array } {
  const half = headSize(config) / 2;
  const cos = new Float32Array(positions * half);
  const sin = new Float32Array(positions * half);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position * config.rotaryBase ** (-i / half);
      cos[position * half + i] = Math.cos(angle);
      sin[position * half + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}
