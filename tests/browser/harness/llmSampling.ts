/** What WebLLM and the model library make of scores, in plain numbers: the oracle that sampling is tested against. */

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
  const changed = scores.map((score, token) => {
    const biased = score + (bias[token] ?? 0);
    const times = said.get(token);
    if (times === undefined) return biased;
    const lowered = biased - presence - times * frequency;
    return lowered > 0 ? lowered / repetition : lowered * repetition;
  });
  const divisor = Math.max(temperature, 1e-6);
  const largest = Math.max(...changed);
  const powers = changed.map((score) => Math.exp((score - largest) / divisor));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Draws from the least set of tokens whose probabilities sum to `topP` (Holtzman et al. 2020). */
export function draw(shares: readonly number[], topP: number, uniform: number): number {
  const order = shares.map((share, token) => ({ share, token }));
  order.sort((a, b) => b.share - a.share || a.token - b.token);
  const kept: typeof order = [];
  let mass = 0;
  for (const item of order) {
    if (mass >= topP) break;
    kept.push(item);
    mass += item.share;
  }
  let sum = 0;
  const drawn = kept.find(({ share }) => (sum += share) >= uniform * mass) ?? kept.at(-1);
  if (!drawn) throw new Error('There is nothing to draw from.');
  return drawn.token;
}
