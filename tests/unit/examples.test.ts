import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RECORDINGS } from '../../scripts/make-examples/plan.ts';
import INDEX from '../../src/search/keep/recordings.json' with { type: 'json' };
import { summarise } from '../../src/search/keep/summary.ts';
import { foldRun } from '../../src/search/run/fold.ts';
import { unpackRun } from '../../src/workers/keep/runFile.ts';

const FOLDER = new URL('../../public/examples/', import.meta.url);

describe('the recorded runs that are shipped', () => {
  it('are those of the plan, and all are in the index', () => {
    const files = RECORDINGS.map(({ name }) => `${name}.nasrun`);
    expect(INDEX.map(({ file }) => file)).toEqual(files);
    expect(readdirSync(FOLDER).toSorted()).toEqual(files.toSorted());
  });

  for (const { name, spec } of RECORDINGS)
    it(`have ${name} to its end on both arms, as this version reads it and the index says`, async () => {
      const content = readFileSync(new URL(`${name}.nasrun`, FOLDER));
      const opened = await unpackRun(new Blob([new Uint8Array(content)]));
      if (!opened.ok) throw new Error(`It cannot be opened: ${opened.error.kind}.`);
      const run = foldRun(opened.value.events);
      expect(INDEX.find(({ file }) => file === `${name}.nasrun`)).toEqual({
        file: `${name}.nasrun`,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        summary: JSON.parse(JSON.stringify(summarise(run))),
      });
      expect(run.spec).toEqual(spec);
      expect(run.status).toBe('ended');
      const count = spec.budget.unit === 'evaluations' ? spec.budget.count : Number.NaN;
      for (const arm of ['search', 'baseline'] as const) {
        const those = run.candidates.filter(({ candidate }) => candidate.arm === arm);
        expect(those).toHaveLength(count);
        expect(those.filter(({ outcome }) => outcome?.kind === 'scored').length).toBeGreaterThan(count / 3);
      }
    });
});
