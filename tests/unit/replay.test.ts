import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RECORDINGS } from '../../scripts/make-examples/plan.ts';
import type { RunEvent } from '../../src/search/domain.ts';
import { foldRun } from '../../src/search/run/fold.ts';
import { niches } from '../../src/ui/views/archive.ts';
import { holdingsOf } from '../../src/ui/views/loop.ts';
import { familyOf } from '../../src/ui/views/lineage.ts';
import { ARMS, improvements, paretoFront, scoredPoints } from '../../src/ui/views/scored.ts';
import { GROUPINGS, workedRows } from '../../src/ui/views/worked.ts';
import { packRun, unpackRun } from '../../src/workers/keep/runFile.ts';

const FOLDER = new URL('../../public/examples/', import.meta.url);

async function opened(file: Uint8Array<ArrayBuffer>): Promise<readonly RunEvent[]> {
  const run = await unpackRun(new Blob([file]));
  if (!run.ok) throw new Error(`It cannot be opened: ${run.error.kind}.`);
  return run.value.events;
}

/** Maps and sets, of which JSON knows nothing, as lists. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map || each instanceof Set ? [...each] : each,
  );

/** What every plot and table of the page draws, of a run as it stood after so many events. */
function drawn(events: readonly RunEvent[], until: number): string {
  const run = foldRun(events.slice(0, until));
  const points = scoredPoints(run.candidates);
  return text({
    points,
    records: ARMS.map((arm) => improvements(points.filter((point) => point.arm === arm))),
    front: paretoFront(points, ({ params }) => params),
    niches: ARMS.map((arm) => niches(run, arm)),
    family: familyOf(run.candidates),
    worked: GROUPINGS.map((by) => workedRows(run.candidates, by)),
    holdings: holdingsOf(run),
    methods: run.methods,
    curves: run.candidates.map(({ curve }) => curve),
  });
}

describe('a run that was saved and is played again', () => {
  for (const { name } of RECORDINGS)
    it(`gives ${name} the data of every plot byte for byte, at its end and on the way`, async () => {
      const events = await opened(new Uint8Array(readFileSync(new URL(`${name}.nasrun`, FOLDER))));
      const again = await opened(new Uint8Array(await packRun({ events, begunAt: 0 })));
      for (const share of [0.1, 0.5, 0.9, 1]) {
        const until = Math.round(share * events.length);
        expect(drawn(again, until)).toBe(drawn(events, until));
      }
      expect(drawn(events, events.length).length).toBeGreaterThan(10_000);
    });
});
