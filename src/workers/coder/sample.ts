import type { Rng } from '../../search/random/rng.ts';

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  /** Share of the probability that the likeliest tokens must hold together to be the only ones drawn from (Holtzman et al. 2020). */
  readonly topP: number;
}

/** Draws a token from its scores, [vocabulary]; the lower of two that are equal comes first. */
export function sampleToken(logits: Float32Array, { temperature, topP }: Sampling, rng: Rng): number {
  const best = indexOfGreatest(logits);
  if (temperature === 0) return best;
  const top = logits[best] as number;
  const odds = Float64Array.from(logits, (score) => Math.exp((score - top) / temperature));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  const nucleus = topP < 1 ? nucleusOf(odds, topP * total) : undefined;
  const held = nucleus ? nucleus.reduce((sum, [, odd]) => sum + odd, 0) : total;
  let left = rng.float() * held;
  for (const [token, odd] of nucleus ?? odds.entries()) {
    left -= odd;
    if (left < 0) return token;
  }
  return best;
}

/** The fewest likeliest tokens that together reach `least`, likeliest first. Empties what it takes out of `odds`. */
function nucleusOf(odds: Float64Array, least: number): (readonly [number, number])[] {
  const nucleus: (readonly [number, number])[] = [];
  let held = 0;
  do {
    const token = indexOfGreatest(odds);
    const odd = odds[token] as number;
    if (odd === 0) break;
    nucleus.push([token, odd]);
    odds[token] = 0;
    held += odd;
  } while (held < least);
  return nucleus;
}

function indexOfGreatest(values: Float32Array | Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
