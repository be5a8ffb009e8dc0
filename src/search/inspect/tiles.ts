/** Numbers as small pictures: the weights and the outputs of layers, laid out to be drawn. */

/** A rectangle of numbers, row by row. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export interface Tiles {
  readonly tiles: readonly Tile[];
  /** How many there are in all. */
  readonly of: number;
}

const MOST_TILES = 16;
/** Inputs of a kernel over signals, each a row of its tile. */
const MOST_INPUTS = 16;
/** Rows or columns of one tile, of which more would be too thin to see. */
const MOST_LINES = 64;

interface NumberArray {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/**
 * The output of a layer for one example, channels last: a vector is one row, a signal one tile with a row for each
 * channel, and an image has a tile for each channel.
 */
export function outputTiles({ values, shape }: NumberArray): Tiles {
  const channels = shape.at(-1) ?? 1;
  const places = values.length / channels;
  if (shape.length === 1) return whole({ rows: 1, columns: channels, values });
  if (shape.length === 2)
    return whole(pick(channels, places, (row, column) => values[column * channels + row] as number));
  const width = shape.at(-2) ?? 1;
  return many(channels, (channel) =>
    pick(
      places / width,
      width,
      (row, column) => values[(row * width + column) * channels + channel] as number,
    ),
  );
}

/**
 * A weight: a matrix or a vector is one tile; a kernel over signals, [width, in, out], has a tile of its inputs by its
 * width for each output, one over images, [height, width, in, out], a tile for each pair of an input and an output, the
 * first input's first.
 */
export function weightTiles({ values, shape }: NumberArray): Tiles {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  switch (shape.length) {
    case 4:
      return many(c * d, (pair) =>
        pick(a, b, (row, column) => values[(row * b + column) * c * d + pair] as number),
      );
    case 3:
      return many(c, (out) =>
        pick(Math.min(b, MOST_INPUTS), a, (row, column) => values[(column * b + row) * c + out] as number),
      );
    case 2:
      return whole(pick(a, b, (row, column) => values[row * b + column] as number));
    default:
      return whole(pick(1, values.length, (_, column) => values[column] as number));
  }
}

const whole = (tile: Tile): Tiles => ({ tiles: [tile], of: 1 });

const many = (of: number, tile: (index: number) => Tile): Tiles => ({
  tiles: Array.from({ length: Math.min(of, MOST_TILES) }, (_, index) => tile(index)),
  of,
});

/** The first rows and columns. */
function pick(allRows: number, allColumns: number, at: (row: number, column: number) => number): Tile {
  const rows = Math.min(allRows, MOST_LINES);
  const columns = Math.min(allColumns, MOST_LINES);
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = at(Math.floor(i / columns), i % columns);
  return { rows, columns, values };
}

/** Least and greatest of all tiles together; 0 and 0 for none. */
export function rangeOf(tiles: readonly Tile[]): readonly [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const { values } of tiles)
    for (const value of values) {
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  return least > greatest ? [0, 0] : [least, greatest];
}

/** Tiles beside each other in rows, as near to a square as they go, one number apart; NaN where there is none. */
export function mosaic(tiles: readonly Tile[]): Tile {
  const [first] = tiles;
  if (!first) return { rows: 0, columns: 0, values: new Float32Array(0) };
  const across = Math.ceil(Math.sqrt((tiles.length * first.rows) / first.columns));
  const side = Math.min(tiles.length, Math.max(1, across));
  const columns = side * (first.columns + 1) - 1;
  const rows = Math.ceil(tiles.length / side) * (first.rows + 1) - 1;
  const values = new Float32Array(rows * columns).fill(NaN);
  tiles.forEach((tile, index) => {
    const left = (index % side) * (tile.columns + 1);
    const top = Math.floor(index / side) * (tile.rows + 1);
    for (let row = 0; row < tile.rows; row++)
      values.set(
        tile.values.subarray(row * tile.columns, (row + 1) * tile.columns),
        (top + row) * columns + left,
      );
  });
  return { rows, columns, values };
}
