import type { CandidateId, RunEvent } from '../domain.ts';

/**
 * The events up to where this candidate was done with; all of them without one, or when it never was. Where it stands
 * in the archive, and what the method said to its outcome, belong to it.
 */
export function pastUntil(events: readonly RunEvent[], id?: CandidateId): readonly RunEvent[] {
  const finished = events.findIndex((event) => event.kind === 'finished' && event.id === id);
  if (finished < 0) return events;
  const next = events.findIndex(
    (event, i) => i > finished && event.kind !== 'placed' && event.kind !== 'method',
  );
  return next < 0 ? events : events.slice(0, next);
}
