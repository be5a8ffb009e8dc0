/** How files are broken. */
export const cut = (file: Uint8Array, length: number): Uint8Array => file.slice(0, length);

/** @param mask of the bits that are turned */
export function flipped(file: Uint8Array, place: number, mask = 1): Uint8Array {
  const changed = Uint8Array.from(file);
  changed[place] = (changed[place] ?? 0) ^ mask;
  return changed;
}

/** Evenly spaced places, the first and the last among them. */
export const places = (from: number, until: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(from + ((until - 1 - from) * i) / (count - 1)));
