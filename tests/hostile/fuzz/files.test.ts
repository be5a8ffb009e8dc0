import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import { frame } from '../../../src/search/keep/file/frame.ts';
import { readLines, writeLines } from '../../../src/search/keep/file/lines.ts';
import { summarise } from '../../../src/search/keep/summary.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { english } from '../../../src/search/told/english.ts';
import { packRun, unpackRun } from '../../../src/workers/keep/runFile.ts';
import { runs } from './runs.ts';

const run = { events: syntheticRun(4), begunAt: 1_700_000_000_000, name: 'Run' };
const file = await packRun(run);
const lines = writeLines(run);
const KINDS = /^(not-a-run|version|truncated|damaged|too-big|no-sense)$/;

it('opens a file with any bytes changed, cut or said twice as itself or not at all', async () => {
  const change = fc.tuple(
    fc.constantFrom('flip', 'cut', 'twice', 'zero'),
    fc.nat(file.length - 1),
    fc.integer({ min: 1, max: 64 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = [...file];
      for (const [how, place, length] of changes) {
        const piece = bytes.slice(place, place + length);
        if (how === 'flip') bytes[place] = (bytes[place] ?? 0) ^ length;
        else
          bytes.splice(
            place,
            how === 'twice' ? 0 : length,
            ...(how === 'cut' ? [] : how === 'zero' ? piece.map(() => 0) : piece),
          );
      }
      const read = await unpackRun(new Blob([Uint8Array.from(bytes)]));
      if (read.ok) expect(read.value).toEqual(run);
      else expect(read.error.kind).toMatch(KINDS);
    }),
    runs(150),
  );
});

const HOSTILE = [
  'null',
  '-1',
  '0',
  '1e999',
  '1e308',
  '0.5',
  'true',
  '""',
  '"\\ud800"',
  '[]',
  '{}',
  '[[[[]]]]',
  '{"__proto__":{"polluted":1}}',
  '"__proto__"',
  '9007199254740993',
  '"<script>"',
];

it('takes a run in which any value is another for a run that can be folded, or says where it makes no sense', () => {
  const places = [...lines.matchAll(/(?<=[:,[])("(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null)/g)].map(
    ({ index, 0: text }) => [index, text.length] as const,
  );
  expect(places.length).toBeGreaterThan(500);
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.oneof(fc.constantFrom(...HOSTILE), fc.json({ maxDepth: 2 })),
      ([at, length], value) => {
        const read = readLines(lines.slice(0, at) + value.replaceAll('\n', ' ') + lines.slice(at + length));
        if (read.ok) {
          summarise(foldRun(read.value.events));
          expect(readLines(writeLines(read.value))).toEqual(read);
        } else expect(read.error.kind === 'no-sense' && english(read.error.message)).toMatch(/./);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      },
    ),
    runs(400),
  );
});

it('takes lines in any order, or fewer or more of them, for a run or for none', () => {
  const all = lines.trimEnd().split('\n');
  fc.assert(
    fc.property(
      fc.subarray(all.slice(1)),
      fc.shuffledSubarray(all.slice(1), { maxLength: 12 }),
      (some, others) => {
        const events = [...some, ...others];
        const read = readLines(
          `${JSON.stringify({ begunAt: 1, events: events.length })}\n${events.join('\n')}\n`,
        );
        if (read.ok) expect(foldRun(read.value.events).candidates.length).toBeLessThanOrEqual(events.length);
        else expect(read.error.kind).toBe('no-sense');
      },
    ),
    runs(150),
  );
});

it('takes any bytes in a true frame for no run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const read = await unpackRun(new Blob([frame(bytes)]));
      expect(read.ok || read.error.kind).toMatch(KINDS);
    }),
    runs(80),
  );
});
