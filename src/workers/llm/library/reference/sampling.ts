/** What WebLLM and the model library make of scores, in plain numbers: the oracle that sampling is tested against. */
import { softmax } from './transformer.ts';

export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** Added to the scores of single tokens. */
  readonly bias?: Readonly<Record<number, number>>;
  readonly presence?: number;
  readonly frequency?: number;
  readonly repetition?: number;
}

/** WebLLM's generator: seed · 48271 mod 2³¹ - 1 (Park & Miller 1988), numbers in (0, 1). */
export function uniforms(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  let state = seed % modulus || 1;
  return () => (state = (state * 48271) % modulus) / modulus;
}

/**
 * @param said how often each token has been said in this reply
 * @returns the probabilities [vocabulary] after bias, penalties and temperature, before top-p
 */
export function probabilities(
  scores: readonly number[],
  { temperature, bias = {}, presence = 0, frequency = 0, repetition = 1 }: Sampling,
  said: ReadonlyMap<number, number>,
): number[] {
  const changed = scores.map((score, token) => score + (bias[token] ?? 0));
  for (const [token, times] of said) {
    const lowered = changed[token]! - presence - times * frequency;
    changed[token] = lowered > 0 ? lowered / repetition : lowered * repetition;
  }
  return softmax(changed, Math.max(temperature, 1e-6));
}

/** Draws from the least set of tokens whose probabilities sum to `topP` (Holtzman et al. 2020). */
export function draw(shares: readonly number[], topP: number, uniform: number): number {
  const order = shares.map((share, token) => ({ share, token }));
  order.sort((a, b) => b.share - a.share || a.token - b.token);
  let mass = 0;
  const kept = order.filter(({ share }) => {
    const isKept = mass < topP;
    if (isKept) mass += share;
    return isKept;
  });
  let sum = 0;
  return (kept.find(({ share }) => (sum += share) >= uniform * mass) ?? kept.at(-1)!).token;
}
