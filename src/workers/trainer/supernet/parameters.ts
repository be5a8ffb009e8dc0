/** The weights of the supernet over the cell space: every edge of both stages has a convolution of its own. */
import type { TaskShape } from '../../../search/domain.ts';
import type { SharedWeights } from '../../../search/ports.ts';
import { Rng } from '../../../search/random/rng.ts';
import { EDGES, STEM_KERNEL, WIDTHS } from '../../../search/spaces/cell.ts';

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
}

export const stemName = (stage: number) => `stem ${stage}`;
export const edgeName = (stage: number, edge: number) => `stage ${stage} edge ${edge}`;
export const HEAD = 'head';

/** A kernel and a bias for each layer, in an order that is always the same. */
export function parametersOf({ inputShape, classes }: TaskShape): readonly Parameter[] {
  const rank = inputShape.length - 1;
  const layer = (name: string, ...kernel: number[]): Parameter[] => [
    { name: `${name}/kernel`, shape: kernel },
    { name: `${name}/bias`, shape: [kernel.at(-1) ?? 0] },
  ];
  const side = (length: number) => Array.from({ length: rank }, () => length);
  const stages = WIDTHS.flatMap((width, stage) => [
    ...layer(stemName(stage), ...side(STEM_KERNEL), WIDTHS[stage - 1] ?? inputShape[rank] ?? 1, width),
    ...EDGES.flatMap((_, edge) => layer(edgeName(stage, edge), ...side(3), width, width)),
  ]);
  return [...stages, ...layer(HEAD, WIDTHS.at(-1) ?? 0, classes)];
}

/** Kernels uniform within ±√(6 / (in + out)) (Glorot and Bengio 2010, equation 16), biases 0. */
export function drawWeights(task: TaskShape, seed: number): SharedWeights {
  const rng = new Rng(seed).fork('supernet');
  return Object.fromEntries(
    parametersOf(task).map(({ name, shape }) => [name, drawn(shape, rng.fork(name))]),
  );
}

function drawn(shape: readonly number[], rng: Rng): Float32Array<ArrayBuffer> {
  const values = new Float32Array(sizeOf(shape));
  const [ins = 0, outs = 0] = shape.slice(-2);
  if (shape.length === 1) return values;
  const reach = Math.sqrt(6 / (sizeOf(shape.slice(0, -2)) * (ins + outs)));
  return values.map(() => reach * (2 * rng.float() - 1));
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1);
