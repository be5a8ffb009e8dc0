/** What a hand does to an example: a stroke over a signal, a brush over an image. */

/** A place over a signal: `at` counts points from 0 and may lie between two; `value` is the signal's height there. */
export interface SignalPlace {
  readonly at: number;
  readonly value: number;
}

/**
 * A signal with the points under a straight stroke moved onto it, and the point nearest to its end moved to the end's
 * height, so that the least touch does something.
 */
export function stroke(signal: Float32Array, from: SignalPlace, to: SignalPlace): Float32Array<ArrayBuffer> {
  const drawn = Float32Array.from(signal);
  const [left, right] = from.at <= to.at ? [from, to] : [to, from];
  for (let i = Math.max(0, Math.ceil(left.at)); i <= Math.min(drawn.length - 1, right.at); i++) {
    const way = right.at === left.at ? 1 : (i - left.at) / (right.at - left.at);
    drawn[i] = left.value + way * (right.value - left.value);
  }
  const end = Math.round(Math.min(drawn.length - 1, Math.max(0, to.at)));
  drawn[end] = to.value;
  return drawn;
}

/** A place on an image, in pixels; the middle of the first pixel is 0.5. */
export interface ImagePlace {
  readonly x: number;
  readonly y: number;
}

export interface Brush {
  /** Of the full ink, in pixels; it fades over one pixel more. */
  readonly radius: number;
  /** What it leaves, 0–1: 1 paints, 0 rubs out. */
  readonly ink: number;
}

/** An image, [height, width], values 0–1, brushed from one place to another. */
export function paint(
  image: Float32Array,
  [height, width]: readonly [number, number],
  from: ImagePlace,
  to: ImagePlace,
  { radius, ink }: Brush,
): Float32Array<ArrayBuffer> {
  const painted = Float32Array.from(image);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const far = distance({ x: column + 0.5, y: row + 0.5 }, from, to);
      const cover = Math.min(1, Math.max(0, radius + 1 - far));
      const i = row * width + column;
      const before = painted[i] as number;
      // Ink only adds and a rubber only takes away, whatever was there.
      if (cover > 0) painted[i] = ink > 0 ? Math.max(before, cover * ink) : Math.min(before, 1 - cover);
    }
  return painted;
}

/** From a place to the nearest of a straight line between two. */
function distance(place: ImagePlace, from: ImagePlace, to: ImagePlace): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length;
  const way = Math.min(1, Math.max(0, along));
  return Math.hypot(place.x - from.x - way * dx, place.y - from.y - way * dy);
}
