import type { Program } from './program.ts';

/** Rows, columns and inner numbers of a tile; 256 threads, one for each number. */
const TILE = 16;

/** A product of two matrices that are read where they lie, out of images as much as out of matrices. */
export interface Product {
  readonly name: string;
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
  /** Beside rows, columns, inner and depth. */
  readonly sizes: readonly string[];
  readonly factors?: readonly string[];
  /** WGSL: `a(row, k)` and `b(k, column)`, asked within their bounds only, and `store(row, column, sum, part)`. */
  readonly functions: string;
  /** Whether neighbours in memory are of one row of a, else of one column. */
  readonly alongRows: boolean;
  /** WGSL: `storeColumn(column, sum, part)`, given the sums of the columns of b, when it is wanted. */
  readonly columnSums?: boolean;
}

export function productProgram(product: Product): Program {
  const { functions, alongRows, columnSums, sizes, ...rest } = product;
  // Threads along x go along what lies side by side in memory.
  const [row, k] = alongRows ? ['y', 'x'] : ['x', 'y'];
  return {
    ...rest,
    sizes: ['rows', 'columns', 'inner', 'depth', ...sizes],
    threads: [TILE, TILE],
    functions: `
var<workgroup> left: array<array<f32, ${TILE + 1}>, ${TILE}>;
var<workgroup> right: array<array<f32, ${TILE}>, ${TILE}>;
${functions}`,
    main: `
  let across = (n.columns + ${TILE - 1}) / ${TILE};
  let top = group / across * ${TILE};
  let column = group % across * ${TILE} + x;
  if (top >= n.rows) { return; }
  let end = min(n.inner, (part + 1) * n.depth);
  var sum = 0.0;
  var columnSum = 0.0;
  for (var k = part * n.depth; k < end; k += ${TILE}) {
    left[${row}][${k}] = 0.0;
    right[y][x] = 0.0;
    if (top + ${row} < n.rows && k + ${k} < end) { left[${row}][${k}] = a(top + ${row}, k + ${k}); }
    if (k + y < end && column < n.columns) { right[y][x] = b(k + y, column); }
    workgroupBarrier();
    for (var i = 0; i < ${TILE}; i++) { sum += left[y][i] * right[i][x]; }
    ${columnSums ? `if (top == 0 && y == 0) { for (var i = 0; i < ${TILE}; i++) { columnSum += right[i][x]; } }` : ''}
    workgroupBarrier();
  }
  if (column >= n.columns) { return; }
  if (top + y < n.rows) { store(top + y, column, sum, part); }
  ${columnSums ? 'if (top == 0 && y == 0) { storeColumn(column, columnSum, part); }' : ''}`,
  };
}

export const productSizes = (rows: number, columns: number, inner: number, depth = inner): number[] => [
  rows,
  columns,
  inner,
  depth,
];

export const productGroups = (rows: number, columns: number): number =>
  Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
