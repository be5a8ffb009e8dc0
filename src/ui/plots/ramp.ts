import { scaleLinear } from 'd3-scale';

/**
 * Viridis (van der Walt and Smith 2015, public domain), every eighth of the way: even steps look even, its lightness
 * only rises, and it survives colour blindness and grey print.
 */
const VIRIDIS = [
  '#440154',
  '#472d7b',
  '#3b528b',
  '#2c728e',
  '#21918c',
  '#28ae80',
  '#5ec962',
  '#addc30',
  '#fde725',
];

/** The colour at `fraction`, 0–1, of the way. */
export const viridis = scaleLinear<string>()
  .domain(VIRIDIS.map((_, i) => i / (VIRIDIS.length - 1)))
  .range(VIRIDIS)
  .clamp(true);

/** Text on that colour: white on its dark part, black on its bright one, with a contrast of 4.5 or more on both. */
export const inkOn = (fraction: number): string => (fraction < 0.435 ? '#ffffff' : '#000000');

export const RAMP_CSS = `linear-gradient(to right, ${VIRIDIS.join(', ')})`;

/** From -1, a loss, over 0 to 1, a gain; as a CSS colour of the theme. */
export const diverging = (value: number): string =>
  `color-mix(in oklab, var(--${value < 0 ? 'loss' : 'gain'}) ${Math.round(100 * Math.min(1, Math.abs(value)))}%, var(--neutral))`;

export const DIVERGING_CSS = `linear-gradient(to right in oklab, ${[-1, 0, 1].map(diverging).join(', ')})`;

/** From the least, -1, over 0 to the greatest, 1, for single numbers: orange, almost white and blue. */
export const signed = scaleLinear<string>()
  .domain([-1, 0, 1])
  .range(['#b35900', '#f2f2f2', '#1f66c1'])
  .clamp(true);

export const SIGNED_CSS = `linear-gradient(to right, ${[-1, 0, 1].map(signed).join(', ')})`;

/** Shades that are told apart. */
const SHADES = 256;

/** The colours of a ramp over `from`–`to` as bytes, red, green and blue of one after another. */
export function shadesOf(ramp: (value: number) => string, from: number, to: number): Uint8Array {
  return Uint8Array.from(
    Array.from(
      { length: SHADES },
      // Scales give colours as rgb(68, 1, 84).
      (_, i) => ramp(from + ((to - from) * i) / (SHADES - 1)).match(/\d+/g) ?? [],
    ).flat(),
    Number,
  );
}
