/** Standard normal deviate that leaves 2.5 % on either side. */
const Z95 = 1.959963984540054;

/**
 * The 95 % interval of a share by its score test (Wilson 1927; without correction for continuity): it keeps to 0–1 and
 * holds for few trials too, where the usual one shrinks to nothing at 0 and 1.
 * @param hits 0 to `trials`
 * @param trials 1 or more
 * @returns both ends, 0–1
 */
export function wilsonInterval(hits: number, trials: number): readonly [number, number] {
  const share = hits / trials;
  const weight = Z95 ** 2 / trials;
  const middle = (share + weight / 2) / (1 + weight);
  const margin = (Z95 / (1 + weight)) * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials));
  return [Math.max(0, middle - margin), Math.min(1, middle + margin)];
}
