import { expect, it } from 'vitest';
import { inkOn, shadesOf, signed, viridis } from './ramp.ts';

/** Relative luminance of an sRGB colour, 0–1 (WCAG 2.2). */
function luminance(colour: string): number {
  const channels = colour.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).map(Number);
  const [r = 0, g = 0, b = 0] = channels.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

it('has an ink of a contrast of 4.5 or more on every colour of the ramp', () => {
  const contrasts = Array.from({ length: 201 }, (_, i) => {
    const [a, b] = [luminance(viridis(i / 200)), luminance(inkOn(i / 200))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
});

it('gives the shades of a ramp as bytes, from its first colour to its last', () => {
  const shades = shadesOf(viridis, 0, 1);
  expect(shades).toHaveLength(3 * 256);
  expect([...shades.subarray(0, 3)]).toEqual([0x44, 0x01, 0x54]);
  expect([...shades.subarray(-3)]).toEqual([0xfd, 0xe7, 0x25]);
  expect([...shadesOf(signed, -1, 1).subarray(0, 3)]).toEqual([0xb3, 0x59, 0x00]);
});
