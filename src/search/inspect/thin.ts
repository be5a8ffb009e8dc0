/** A part of an array that is small enough to be drawn. */
export interface Thinned {
  /** Row by row, the channels last. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
  /** Channels (or units) that there are in all; `shape` ends in those that are here. */
  readonly channels: number;
}

/** Units of a vector, channels of a signal, channels of an image; more would be too small to see. */
const MOST_CHANNELS = [256, 64, 16] as const;

/** The first channels of one layer's output. @param shape without the batch axis, channels last */
export function thinned(values: Float32Array, shape: readonly number[]): Thinned {
  const channels = shape.at(-1) ?? 1;
  const kept = Math.min(channels, MOST_CHANNELS[shape.length - 1] ?? MOST_CHANNELS[2]);
  const places = values.length / channels;
  const taken = new Float32Array(places * kept);
  for (let place = 0; place < places; place++)
    taken.set(values.subarray(place * channels, place * channels + kept), place * kept);
  return { values: taken, shape: [...shape.slice(0, -1), kept], channels };
}
