import { type TensorInfo, broadcast_util } from '@tensorflow/tfjs-core';
import { type Activation, isFused } from '../fused/activation.ts';
import { activationNumber } from './activation.ts';
import { type Heap, productScratch, sizeOf } from './heap.ts';
import { areFloats, register } from './kernel.ts';

interface MatMulAttrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** Puts the products of matrices on our kernel: operands as they lie or transposed, bias and activation included. */
export function registerMatMul(): void {
  register<'a' | 'b', MatMulAttrs>('BatchMatMul', ({ inputs: { a, b }, attrs, heap }) =>
    areFloats(a, b) ? matMul(heap, a, b, attrs) : undefined,
  );
  register<'a' | 'b' | 'bias' | 'preluActivationWeights', MatMulAttrs>('_FusedMatMul', (call) => {
    const { a, b, bias } = call.inputs;
    const activation = call.attrs.activation ?? 'linear';
    if (!areFloats(a, b, bias) || !isFused(activation)) return undefined;
    return matMul(call.heap, a, b, call.attrs, bias, activation, call.attrs.leakyreluAlpha);
  });
}

function matMul(
  heap: Heap,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: MatMulAttrs,
  bias?: TensorInfo,
  activation: Activation = 'linear',
  alpha = 0,
): TensorInfo | undefined {
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const columns = transposeB ? bRows : bColumns;
  if (inner !== (transposeB ? bColumns : bRows))
    throw new Error(`Shapes ${a.shape} and ${b.shape} do not multiply.`);
  if (bias && sizeOf(bias.shape) !== columns) return undefined;
  const aBatch = a.shape.slice(0, -2);
  const bBatch = b.shape.slice(0, -2);
  const batch = broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
  const [aCount, bCount, count] = [sizeOf(aBatch), sizeOf(bBatch), sizeOf(batch)];
  // A batch is either shared or matched one to one; what lies between is left to TF.js.
  if ((aCount !== 1 && aCount !== count) || (bCount !== 1 && bCount !== count)) return undefined;
  const out = heap.make([...batch, rows, columns]);
  heap.kernels.matmul(
    count,
    rows,
    columns,
    inner,
    heap.at(a),
    aCount === 1 ? 0 : rows * inner,
    ...(transposeA ? [1, aColumns] : [aColumns, 1]),
    heap.at(b),
    bCount === 1 ? 0 : inner * columns,
    ...(transposeB ? [1, bColumns] : [bColumns, 1]),
    heap.at(out),
    heap.at(bias),
    activationNumber(activation),
    alpha,
    heap.scratch(productScratch(inner, columns)),
  );
  return out;
}
