/**
 * Stretches or squeezes a signal to `length` points (2 or more) by straight lines, ends kept, as
 * `scipy.interpolate.interp1d` does over `linspace(0, 1, …)`.
 *
 * Positions are compared as floating-point numbers rather than computed from indices: whether a point next to a
 * stretch of zeros comes out as exactly 0 decides what noise it gets, and numpy's rounding decides that.
 */
export function resample(signal: Float64Array, length: number): Float64Array {
  const last = signal.length - 1;
  let left = 0;
  return Float64Array.from({ length }, (_, i) => {
    const x = position(i, length);
    while (left < last && position(left + 1, signal.length) <= x) left++;
    const y = signal[left] as number;
    const offset = x - position(left, signal.length);
    if (left === last || offset === 0) return y;
    const width = position(left + 1, signal.length) - position(left, signal.length);
    const slope = ((signal[left + 1] as number) - y) / width;
    return slope * offset + y;
  });
}

/** Entry `i` of `numpy.linspace(0, 1, length)`. */
function position(i: number, length: number): number {
  return i === length - 1 ? 1 : i * (1 / (length - 1));
}
