import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Gpu } from './gpu.ts';
import { productGroups, productProgram, productSizes } from './product.ts';
import { type Program, groupsFor, perNumber } from './program.ts';

/** Inner numbers that one group of threads sums; of more than that are several sums made at the same time. */
const DEPTH = 4096;

/** aᵀ · b over many inner numbers, which are the examples of a batch or their positions: the gradients of weights. */
export interface WeightGradient {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly sizes: readonly string[];
  readonly factors?: readonly string[];
  /** WGSL: `a(row, k)` and `b(k, column)`. */
  readonly functions: string;
  /**
   * WGSL: where the number of a row and a column belongs in the results laid end to end, or -1 for nowhere; unless
   * told, where it is in their matrix.
   */
  readonly place?: string;
}

export interface WeightGradientCall {
  /** Of the results; the last is the sums of the columns of b when `withBias` is told. */
  readonly shapes: readonly (readonly number[])[];
  readonly withBias: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly inputs: readonly TensorInfo[];
  readonly sizes: readonly number[];
  readonly factors?: readonly number[];
}

/** In one dispatch, or in two where the batch is so large that it pays to sum parts of it apart. */
export function weightGradient(gpu: Gpu, gradient: WeightGradient, call: WeightGradientCall): TensorInfo[] {
  const { shapes, rows, columns, inner } = call;
  const parts = Math.ceil(inner / DEPTH);
  const made = shapes.map((shape) => gpu.make(shape));
  const ends = endsOf(shapes);
  const whole = ends.at(-1) as number;
  const sums = parts > 1 ? gpu.make([parts, whole]) : undefined;
  gpu.run(programOf(gradient, call, sums !== undefined), {
    outputs: sums ? [sums] : made,
    inputs: call.inputs,
    sizes: [...productSizes(rows, columns, inner, Math.ceil(inner / parts)), ...ends, ...call.sizes],
    factors: call.factors ?? [],
    groups: productGroups(rows, columns),
    parts,
  });
  if (sums) {
    gpu.run(addition(made.length), {
      outputs: made,
      inputs: [sums],
      sizes: [whole, ...ends, parts],
      groups: groupsFor(whole),
    });
    gpu.free(sums);
  }
  return made;
}

function endsOf(shapes: readonly (readonly number[])[]): number[] {
  let end = 0;
  return shapes.map((shape) => (end += util.sizeFromShape([...shape])));
}

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);

/** WGSL: `keep(at, value, part)` into results laid end to end. */
const keepFunction = (count: number) => {
  const cases = Array.from({ length: count }, (_, i) => {
    const place = i === 0 ? 'at' : `at - n.end${i - 1}`;
    return `if (at < n.end${i}) { result${i}[${place}] = value; return; }`;
  });
  return `
fn keep(at: i32, value: f32, part: i32) {
  ${cases.join('\n  ')}
}
`;
};

function programOf(
  { name, inputs, sizes, factors = [], functions, place }: WeightGradient,
  { shapes, withBias }: WeightGradientCall,
  apart: boolean,
): Program {
  const count = shapes.length;
  const keep = apart
    ? `fn keep(at: i32, value: f32, part: i32) { sums[part * n.end${count - 1} + at] = value; }`
    : keepFunction(count);
  return productProgram({
    name: `${name}/${withBias}/${apart}`,
    outputs: apart ? ['sums'] : numbered('result', count),
    inputs,
    sizes: [...numbered('end', count), ...sizes],
    factors,
    alongRows: false,
    columnSums: withBias,
    functions: `${functions}${keep}
fn place(row: i32, column: i32) -> i32 { ${place ?? 'return row * n.columns + column;'} }
fn store(row: i32, column: i32, sum: f32, part: i32) {
  let at = place(row, column);
  if (at >= 0) { keep(at, sum, part); }
}
fn storeColumn(column: i32, sum: f32, part: i32) {
  keep(n.end${count - 1} - n.columns + column, sum, part);
}`,
  });
}

const addition = (count: number): Program =>
  perNumber({
    name: `weight gradient/${count}`,
    outputs: numbered('result', count),
    inputs: ['sums'],
    sizes: [...numbered('end', count), 'parts'],
    functions: keepFunction(count),
    main: `var sum = 0.0;
  for (var k = 0; k < n.parts; k++) { sum += sums[k * n.size + i]; }
  keep(i, sum, part);`,
  });
