import { CROSS_ENTROPY } from '../fused/ops/crossEntropy.ts';
import { register } from './kernel.ts';

/** The loss and its gradient as one kernel. */
export function registerCrossEntropy(): void {
  register<'logits' | 'labels', unknown>(CROSS_ENTROPY, ({ inputs: { logits, labels }, heap }) => {
    const [rows, columns] = logits.shape as [number, number];
    const [loss, gradient] = [heap.make([]), heap.make(logits.shape)];
    heap.kernels.cross_entropy(
      ...[loss, gradient, logits, labels].map((tensor) => heap.at(tensor)),
      rows,
      columns,
    );
    return [loss, gradient];
  });
}
