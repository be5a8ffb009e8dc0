import { type Variable, add } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';

/**
 * To be called before a variable changes in place. One that was cloned shares its numbers with the clone, which must
 * not change: it gets numbers of its own.
 */
export function own(heap: Heap, variable: Variable): void {
  if (heap.isAlone(variable)) return;
  const copy = add(variable, 0);
  variable.assign(copy);
  copy.dispose();
}
