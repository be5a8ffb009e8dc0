import type { RunSnapshot } from '../../search/run/fold.ts';
import { placesOf } from '../../search/run/charges.ts';
import { activeMs } from '../../search/run/waiting.ts';
import type { RunSpec } from '../../search/spec/spec.ts';

/** Whether a run that went as far as this one would have nothing left of a budget. */
export function isSpent({ unit, count }: RunSpec['budget'], run: RunSnapshot): boolean {
  if (unit === 'minutes') return activeMs(run) >= count * 60_000;
  return (
    run.candidates.filter(({ candidate }) => candidate.arm === 'search').length >=
    placesOf(count, run, 'search')
  );
}
