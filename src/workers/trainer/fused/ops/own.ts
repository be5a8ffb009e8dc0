import { type Variable, add, backend } from '@tensorflow/tfjs-core';

/**
 * To be called before a variable changes in place. One that was cloned shares its numbers with the clone, which must
 * not change: it gets numbers of its own.
 */
export function own(variable: Variable): void {
  if (backend().refCount(variable.dataId) === 1) return;
  const copy = add(variable, 0);
  variable.assign(copy);
  copy.dispose();
}
