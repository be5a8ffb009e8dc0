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
  throw new GraphFault('too-big', `The network has more than ${LIMITS.layers} layers; make it shallower.`);
}

const MEASURES = [
  {
    of: (call: Call) => call.params,
    limit: LIMITS.params,
    unit: 'parameters',
    mend: 'use fewer units, or pool before the first dense layer',
  },
  {
    of: (call: Call) => call.flops,
    limit: LIMITS.flops,
    unit: 'floating-point operations per example',
    mend: 'use fewer channels, or pool earlier',
  },
  {
    of: activationBytes,
    limit: LIMITS.activationBytes,
    unit: 'bytes of activations per example',
    mend: 'use fewer channels, or pool earlier',
  },
] as const;

const grouped = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** @throws GraphFault `too-big` when one layer alone is over a limit */
export function checkCall(call: Call): void {
  for (const { of, limit, unit, mend } of MEASURES) {
    if (of(call) <= limit) continue;
    throw new GraphFault(
      'too-big',
      `This layer alone needs ${grouped(of(call))} ${unit}, more than ${grouped(limit)}; ${mend}.`,
    );
  }
}

/** @throws GraphFault `too-big` at the largest layer, when all together are over a limit */
export function checkNetwork(calls: readonly Call[]): void {
  for (const { of, limit, unit, mend } of MEASURES) {
    const total = calls.reduce((sum, call) => sum + of(call), 0);
    if (total <= limit) continue;
    const largest = calls.reduce((most, call) => (of(call) > of(most) ? call : most));
    throw new GraphFault(
      'too-big',
      `The network needs ${grouped(total)} ${unit}, more than ${grouped(limit)}, and most of them in ${largest.name}; ${mend}.`,
      { layer: largest.name, ...(largest.line !== undefined && { line: largest.line }) },
    );
  }
}
