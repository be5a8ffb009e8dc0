import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import type { RunEvent } from '../../../src/search/domain.ts';
import { applyEvent, foldRun } from '../../../src/search/run/fold.ts';
import { runs } from './runs.ts';

/** Events of a run in the order of a real one, with pauses, changes, notices and what a person says in between. */
const run = fc
  .tuple(
    fc.nat(10_000),
    fc.integer({ min: 1, max: 6 }),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom<RunEvent['kind']>(
          'paused',
          'resumed',
          'held',
          'said',
          'notice',
          'niche',
          'changed',
          'continued',
        ),
      ),
      {
        maxLength: 12,
      },
    ),
  )
  .map(([seed, perArm, between]) => {
    const events = [...syntheticRun(perArm, seed)];
    for (const [place, kind] of between) {
      // After `started`, which must be first.
      const at = 1 + (place % events.length);
      const event = besides(kind, events[at - 1]?.at ?? 0);
      if (event) events.splice(at, 0, event);
    }
    return events as readonly RunEvent[];
  });

function besides(kind: RunEvent['kind'], at: number): RunEvent | undefined {
  switch (kind) {
    case 'paused':
    case 'resumed':
    case 'held':
    case 'continued':
      return { at, kind };
    case 'said':
      return { at, kind, text: '\u202e<b>' };
    case 'notice':
      return { at, kind, notice: { level: 'warning', message: 'A trainer was lost.' } };
    case 'niche':
      return { at, kind, cell: [0, 9], stance: 'closed', after: 1 };
    case 'changed':
      return { at, kind, patch: { workers: 2 } };
    default:
      return undefined;
  }
}

it('folds any run and any beginning of one, in one go or in two', () => {
  fc.assert(
    fc.property(run, fc.nat(), (events, place) => {
      const at = place % (events.length + 1);
      const begun = foldRun(events.slice(0, at));
      expect(events.slice(at).reduce(applyEvent, begun)).toEqual(foldRun(events));
    }),
    runs(150),
  );
});

it('counts in the fold what there is in the events', () => {
  fc.assert(
    fc.property(run, fc.nat(), (all, place) => {
      const events = all.slice(0, 1 + (place % all.length));
      const count = (kind: RunEvent['kind']) => events.filter((event) => event.kind === kind).length;
      const folded = foldRun(events);
      expect(folded.candidates).toHaveLength(count('asked'));
      expect(folded.candidates.filter(({ outcome }) => outcome)).toHaveLength(count('finished'));
      expect(folded.open).toHaveLength(count('asked') - count('finished'));
      expect(folded.candidates.filter(({ architecture }) => architecture)).toHaveLength(count('compiled'));
      expect(folded.candidates.reduce((sum, { curve }) => sum + curve.length, 0)).toBe(count('epoch'));
      expect(folded.notices).toHaveLength(count('notice'));
      expect(folded.said).toHaveLength(count('said'));
      expect(folded.changes).toHaveLength(count('changed'));
      expect(folded.at).toBe(events.at(-1)?.at);
      expect(folded.stillMs).toBeLessThanOrEqual(folded.at);
    }),
    runs(150),
  );
});
