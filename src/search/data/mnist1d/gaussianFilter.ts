/** Beyond this many deviations the kernel is cut off: scipy's default. */
const TRUNCATE = 4;

/**
 * Smooths a signal as `scipy.ndimage.gaussian_filter` does by default: the signal is mirrored about its edges
 * (d c b a | a b c d | d c b a) and must be at least as long as the kernel's radius.
 */
export function gaussianFilter(signal: Float64Array, sigma: number): Float64Array {
  const radius = Math.floor(TRUNCATE * sigma + 0.5);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp((-0.5 * (i - radius) ** 2) / sigma ** 2),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const last = signal.length - 1;
  return signal.map((_, centre) => {
    let sum = 0;
    for (let k = -radius; k <= radius; k++) {
      const at = centre + k;
      const mirrored = at < 0 ? -1 - at : at > last ? 2 * last + 1 - at : at;
      sum += (kernel[k + radius] as number) * (signal[mirrored] as number);
    }
    return sum / total;
  });
}
