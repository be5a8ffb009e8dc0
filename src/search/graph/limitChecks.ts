import type { Call } from './call.ts';
import { GraphFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { sizeOf } from './shape.ts';

/** float32 */
const BYTES_PER_NUMBER = 4;

export const activationBytes = (call: Call): number => BYTES_PER_NUMBER * sizeOf(call.output);

/** @throws GraphFault `too-big` when there is no room for one more layer */
export function checkRoom(layers: number): void {
  if (layers < LIMITS.layers) return;
  throw new GraphFault('too-big', { kind: 'too-many-layers', most: LIMITS.layers });
}

const MEASURES = [
  { measure: 'params', of: (call: Call) => call.params, limit: LIMITS.params },
  { measure: 'flops', of: (call: Call) => call.flops, limit: LIMITS.flops },
  { measure: 'activationBytes', of: activationBytes, limit: LIMITS.activationBytes },
] as const;

/** @throws GraphFault `too-big` when one layer alone is over a limit */
export function checkCall(call: Call): void {
  for (const { measure, of, limit } of MEASURES) {
    if (of(call) <= limit) continue;
    throw new GraphFault('too-big', { kind: 'layer-too-big', measure, needs: of(call), most: limit });
  }
}

/** @throws GraphFault `too-big` at the largest layer, when all together are over a limit */
export function checkNetwork(calls: readonly Call[]): void {
  for (const { measure, of, limit } of MEASURES) {
    const total = calls.reduce((sum, call) => sum + of(call), 0);
    if (total <= limit) continue;
    const largest = calls.reduce((most, call) => (of(call) > of(most) ? call : most));
    throw new GraphFault(
      'too-big',
      { kind: 'network-too-big', measure, needs: total, most: limit, largest: largest.name },
      { layer: largest.name, ...(largest.line !== undefined && { line: largest.line }) },
    );
  }
}
