import type { RunEvent } from '../domain.ts';

/** What ends a hold: the candidate that was held back, or whatever makes it uncertain that there is one. */
const ENDS_HOLD: ReadonlySet<RunEvent['kind']> = new Set([
  'asked',
  'changed',
  'paused',
  'continued',
  'ended',
]);

/** Whether the pace holds the run back after an event of this kind, given whether it did before. */
export const isHeldAfter = (isHeld: boolean, kind: RunEvent['kind']): boolean =>
  kind === 'held' || (isHeld && !ENDS_HOLD.has(kind));
