import type { RunEvent } from '../../src/search/domain.ts';

/** Scored candidates, by the time from the first training's start to the last candidate's end. */
export function candidatesPerMinute(events: readonly RunEvent[]): number {
  const begun = events.find(({ kind }) => kind === 'training')?.at;
  const ended = events.findLast(({ kind }) => kind === 'finished')?.at;
  if (begun === undefined || ended === undefined) throw new Error('The search trained nothing.');
  const scored = events.filter((event) => event.kind === 'finished' && event.outcome.kind === 'scored');
  return scored.length / ((ended - begun) / 60_000);
}
