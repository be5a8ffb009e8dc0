import type { Call } from './call.ts';

/**
 * Which use of its layer each call is, counted as TF.js will count when it rebuilds the model. TF.js goes through
 * the layers again and again, making each call whose inputs exist by then; uses of a shared layer are numbered in
 * the order in which this happens to make them, which need not be the program's.
 */
export function nodeIndices(calls: readonly Call[]): ReadonlyMap<Call, number> {
  const uses = new Map<string, Call[]>();
  for (const call of calls) uses.set(call.name, [...(uses.get(call.name) ?? []), call]);

  const made = new Map<Call, number>();
  while (made.size < calls.length) {
    for (const waiting of uses.values()) {
      for (const call of waiting) {
        if (made.has(call) || !call.inputs.every((input) => made.has(input))) continue;
        made.set(call, waiting.filter((each) => made.has(each)).length);
      }
    }
  }
  return made;
}
