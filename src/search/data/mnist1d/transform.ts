import type { Mnist1dSpec } from '../../spec/spec.ts';
import { gaussianFilter } from './gaussianFilter.ts';
import type { RandomState } from './randomState.ts';
import { resample } from './resample.ts';

/** Keeps a template's own zeros apart from the padding's, which noise replaces. */
const EPSILON = 1e-8;

/** Deviation of the filter that correlates the noise, in points of the padded signal. */
const NOISE_SIGMA = 2;

/**
 * One example from a class's template (Greydanus and Kobak 2024, `transform`): [templateLength] → [length].
 * The order of the draws is part of the recipe; another order would be another dataset.
 */
export function transform(template: Float64Array, spec: Mnist1dSpec, random: RandomState): Float64Array {
  const padding = spec.paddingMin + Math.floor(random.uniform() * (spec.paddingMax - spec.paddingMin + 1));
  const padded = new Float64Array(template.length + padding);
  template.forEach((value, i) => (padded[i] = value + EPSILON));

  const stretched = resample(padded, signalLength(spec));
  const factor = 1 + spec.scale * (random.uniform() - 0.5);
  const scaled = stretched.map((value) => value * factor);
  const moved = rotate(scaled, random.int(spec.maxTranslation));

  const background = gaussianFilter(
    random.normals(moved.length).map((value) => value * spec.correlatedNoise),
    NOISE_SIGMA,
  );
  const noise = random.normals(moved.length);
  const slope = spec.shear * (random.uniform() - 0.5);
  const step = 1 / (moved.length - 1);
  const signal = moved.map((value, i) => {
    const noisy =
      (value === 0 ? (background[i] as number) : value) + spec.independentNoise * (noise[i] as number);
    return noisy - slope * (i * step - 0.5);
  });
  return resample(signal, spec.length);
}

/** Points of a template together with its padding, before the last resampling. */
export function signalLength(spec: Mnist1dSpec): number {
  return spec.templateLength + spec.paddingMax;
}

/** Moves every point `by` places to the right; what falls off the end comes in at the start. */
function rotate(signal: Float64Array, by: number): Float64Array {
  return signal.map((_, i) => signal[(i - by + signal.length) % signal.length] as number);
}
