import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { syntheticRun } from '../../../tests/fixtures/runs/synthetic.ts';
import { editSchema } from '../../search/edits/edit.ts';
import { editInEnglish } from '../../search/edits/english.ts';
import { failureInEnglish, faultInEnglish } from '../../search/faults/english.ts';
import { faultFactSchema } from '../../search/faults/schema.ts';
import { trainingFactSchema } from '../../search/faults/training.ts';
import { runEventSchema } from '../../search/keep/file/eventSchema.ts';
import { frame } from '../../search/keep/file/frame.ts';
import { writeLines } from '../../search/keep/file/lines.ts';
import { english } from '../../search/told/english.ts';
import { samplesOf } from '../../search/testing/samples.ts';
import { packRun, unpackRun } from './runFile.ts';

const run = { events: syntheticRun(3), begunAt: 1_700_000_000_000, name: 'Пробный прогон' };
const file = await packRun(run);
const unpack = (bytes: Uint8Array, most?: number) => unpackRun(new Blob([new Uint8Array(bytes)]), most);

async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return frame(new Uint8Array(await new Response(stream).arrayBuffer()));
}

it('gives back every run as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          seed: fc.nat(1000),
          length: fc.integer({ min: 1, max: 40 }),
          begunAt: fc.nat(),
          name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        },
        { requiredKeys: ['seed', 'length', 'begunAt'] },
      ),
      async ({ seed, length, ...about }) => {
        const run = { ...about, events: syntheticRun(2, seed).slice(0, length) };
        expect(await unpack(await packRun(run))).toEqual({ ok: true, value: run });
      },
    ),
    { numRuns: 40 },
  );
});

it('takes edits, faults and failures of every kind, and the sentences that older runs have in their place', () => {
  const edits = samplesOf(editSchema);
  const faults = samplesOf(faultFactSchema);
  const failures = samplesOf(trainingFactSchema);
  const finished = (outcome: object) => ({ at: 0, kind: 'finished', id: 1, outcome });
  const facts = [
    ...[edits, edits.map(editInEnglish)].map((edits) => ({
      at: 0,
      kind: 'asked',
      knew: 0,
      candidate: { id: 1, arm: 'search', source: '', origin: { kind: 'mutated', parent: 1, edits } },
    })),
    ...[...faults, ...faults.map(faultInEnglish)].map((message) =>
      finished({ kind: 'rejected', fault: { kind: 'shape', message } }),
    ),
    ...[...failures, ...failures.map(failureInEnglish)].map((message) =>
      finished({ kind: 'failed', reason: 'error', message }),
    ),
  ];
  expect(facts.length).toBeGreaterThan(200);
  for (const event of facts) expect(v.parse(runEventSchema, event)).toEqual(event);
});

it('says of a file that breaks off anywhere that its end is missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 7, max: file.length - 1 }), async (length) => {
      expect(await unpack(file.subarray(0, length))).toMatchObject({
        ok: false,
        error: { kind: 'truncated' },
      });
    }),
    { numRuns: 60 },
  );
});

it('opens no file of which a single byte was changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const changed = file.slice();
      changed[place] = (changed[place] ?? 0) ^ change;
      expect((await unpack(changed)).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
  // Every byte of the first line, where a change might be taken for another saying.
  for (let place = 0; place < 90; place++)
    for (const change of [1, 4, 16, 32, 128]) {
      const changed = file.slice();
      changed[place] = (changed[place] ?? 0) ^ change;
      expect((await unpack(changed)).ok).toBe(false);
    }
});

it('takes nothing else for a run, and rejects for none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await unpack(bytes)).toEqual({ ok: false, error: { kind: 'not-a-run' } });
    }),
    { numRuns: 60 },
  );
});

it('knows a file of a later version', async () => {
  const later = new TextEncoder().encode(
    new TextDecoder('latin1').decode(file.subarray(0, 90)).replace('NASRUN 1', 'NASRUN 2'),
  );
  expect(await unpack(later)).toEqual({ ok: false, error: { kind: 'version', version: 2 } });
});

it('stops unpacking what would take too much memory', async () => {
  const bomb = await packed('0'.repeat(2_000_000));
  expect(bomb.length).toBeLessThan(10_000);
  expect(await unpack(bomb, 1_000_000)).toEqual({ ok: false, error: { kind: 'too-big' } });
});

it('says where a file that is whole makes no sense', async () => {
  const lines = writeLines(run).split('\n');
  const withLine = (line: number, text: string) => packed(lines.with(line - 1, text).join('\n'));
  const faultOf = async (bytes: Promise<Uint8Array>) => {
    const read = await unpack(await bytes);
    return read.ok ? read : read.error;
  };
  expect(await faultOf(withLine(4, '{"at":1,"kind":"guess"}'))).toMatchObject({ kind: 'no-sense', line: 4 });
  expect(await faultOf(withLine(3, 'null'))).toMatchObject({ kind: 'no-sense', line: 3 });
  expect(await faultOf(withLine(3, lines[1] ?? ''))).toMatchObject({
    line: 3,
    message: { kind: 'started-misplaced' },
  });
  expect(await faultOf(withLine(2, lines[2] ?? ''))).toMatchObject({
    line: 2,
    message: { kind: 'started-misplaced' },
  });
  const never = await faultOf(withLine(3, '{"at":0,"kind":"training","id":9,"trainer":1}'));
  if (!('kind' in never) || never.kind !== 'no-sense') throw new Error('It makes sense.');
  expect(english(never.message)).toContain('candidate 9, which was never asked for');
  expect(await faultOf(packed('{"begunAt":1,"events":2}\n{}\n'))).toMatchObject({ line: 1 });
  expect(await faultOf(packed(''))).toMatchObject({ kind: 'no-sense', line: 1 });
});

it('reads who wrote a program, how often that model was tuned, and the names that runs once had for it', async () => {
  const asked = run.events.find(({ kind }) => kind === 'asked');
  if (asked?.kind !== 'asked') throw new Error('Nothing was asked for.');
  const usual = {
    kind: 'written',
    parents: [],
    prompt: '',
    reply: '',
    temperature: 1,
    tokens: 1,
    writeMs: 1,
  } as const;
  for (const writer of [{ model: 'a' }, { model: 'a', tuned: 2 }, { model: 'a, tuned 2 times' }]) {
    const event = { ...asked, candidate: { ...asked.candidate, origin: { ...usual, ...writer } } };
    expect(v.parse(runEventSchema, event)).toEqual(event);
  }
});
