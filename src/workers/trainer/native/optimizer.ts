import { ADAMW, type AdamW, type OptimizerCall, SGD, type Sgd, movedIn } from '../fused/ops/optimizer.ts';
import { type Heap, sizeOf } from './heap.ts';
import { register } from './kernel.ts';

/** Steps of optimisers over all variables as one kernel each. */
export function registerOptimizers(): void {
  register<'state', AdamW & OptimizerCall['attrs']>(ADAMW, (call) => {
    const { learningRate, weightDecay, beta1, beta2, epsilon, step } = call.attrs;
    const corrections = [1 - beta1 ** step, 1 - beta2 ** step] as const;
    move(call, 2, (table, count) =>
      call.heap.kernels.adamw(
        table,
        count,
        ...[learningRate, weightDecay, beta1, beta2, epsilon],
        ...corrections,
      ),
    );
    return [];
  });
  register<'state', Sgd & OptimizerCall['attrs']>(SGD, (call) => {
    const { learningRate, weightDecay, momentum } = call.attrs;
    move(call, 1, (table, count) => call.heap.kernels.sgd(table, count, learningRate, weightDecay, momentum));
    return [];
  });
}

/**
 * @param slots numbers of the state for each of a weight
 * @param kernel given the address of a table of addresses and sizes, as `Variable` in c/optimizer.c, and its length
 */
function move(
  call: OptimizerCall & { readonly heap: Heap },
  slots: number,
  kernel: (table: number, count: number) => void,
): void {
  const { heap } = call;
  const state = heap.at(call.inputs.state);
  const moved = movedIn(call);
  const rows = moved.flatMap(({ weight, gradient, offset }) => {
    const size = sizeOf(weight.shape);
    const first = state + 4 * slots * offset;
    return [heap.at(weight), heap.at(gradient), first, first + 4 * (slots - 1) * size, size];
  });
  kernel(heap.write(rows), moved.length);
  for (const { weight } of moved) heap.touched(weight);
}
