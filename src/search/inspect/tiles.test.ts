import { describe, expect, it } from 'vitest';
import { mosaic, outputTiles, rangeOf, weightTiles } from './tiles.ts';

const counted = (length: number) => Float32Array.from({ length }, (_, i) => i);
const plain = ({ tiles }: ReturnType<typeof outputTiles>) =>
  tiles.map(({ rows, columns, values }) => [rows, columns, [...values]]);

describe('the output of a layer', () => {
  it('of units is one row', () => {
    expect(plain(outputTiles({ values: counted(3), shape: [3] }))).toEqual([[1, 3, [0, 1, 2]]]);
  });

  it('over a signal is a row for each channel', () => {
    // Three places of two channels: 0 1, 2 3, 4 5.
    expect(plain(outputTiles({ values: counted(6), shape: [3, 2] }))).toEqual([[2, 3, [0, 2, 4, 1, 3, 5]]]);
  });

  it('over an image is a tile for each channel', () => {
    expect(plain(outputTiles({ values: counted(8), shape: [2, 2, 2] }))).toEqual([
      [2, 2, [0, 2, 4, 6]],
      [2, 2, [1, 3, 5, 7]],
    ]);
  });
});

describe('a weight', () => {
  it('that is a matrix or a vector is one tile', () => {
    expect(plain(weightTiles({ values: counted(6), shape: [3, 2] }))).toEqual([[3, 2, [0, 1, 2, 3, 4, 5]]]);
    expect(plain(weightTiles({ values: counted(2), shape: [2] }))).toEqual([[1, 2, [0, 1]]]);
  });

  it('over signals has a tile for each output, a row for each input', () => {
    // Width 2, in 3, out 2.
    expect(plain(weightTiles({ values: counted(12), shape: [2, 3, 2] }))).toEqual([
      [3, 2, [0, 6, 2, 8, 4, 10]],
      [3, 2, [1, 7, 3, 9, 5, 11]],
    ]);
  });

  it('over images has a tile for each input and output', () => {
    // Height 1, width 2, in 1, out 2.
    expect(plain(weightTiles({ values: counted(4), shape: [1, 2, 1, 2] }))).toEqual([
      [1, 2, [0, 2]],
      [1, 2, [1, 3]],
    ]);
  });

  it('of many outputs says how many there are beside those that are drawn', () => {
    const { tiles, of } = weightTiles({ values: counted(3 * 40), shape: [3, 1, 40] });
    expect([tiles.length, of]).toEqual([16, 40]);
    const [tile] = weightTiles({ values: counted(3 * 20 * 2), shape: [3, 20, 2] }).tiles;
    // The last input that is drawn is the sixteenth.
    expect([tile?.rows, tile?.columns, tile?.values.at(-1)]).toEqual([16, 3, 2 * 40 + 15 * 2]);
  });
});

it('tiles share one range', () => {
  const tiles = outputTiles({ values: Float32Array.of(-2, 5, 1, 0), shape: [2, 1, 2] }).tiles;
  expect(rangeOf(tiles)).toEqual([-2, 5]);
  expect(rangeOf([])).toEqual([0, 0]);
});

describe('a mosaic', () => {
  const tile = (value: number) => ({ rows: 1, columns: 2, values: Float32Array.of(value, value) });

  it('lays its tiles in rows, with nothing between them', () => {
    const { rows, columns, values } = mosaic([tile(1), tile(2), tile(3), tile(4), tile(5)]);
    // Half as tall as wide, they lie in two columns.
    expect([rows, columns]).toEqual([5, 5]);
    expect([...values]).toEqual([
      ...[1, 1, NaN, 2, 2],
      ...[NaN, NaN, NaN, NaN, NaN],
      ...[3, 3, NaN, 4, 4],
      ...[NaN, NaN, NaN, NaN, NaN],
      ...[5, 5, NaN, NaN, NaN],
    ]);
  });

  it('of one tile is that tile', () => {
    expect(mosaic([tile(7)])).toEqual(tile(7));
  });
});
