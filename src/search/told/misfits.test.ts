import * as v from 'valibot';
import { expect, it } from 'vitest';
import { english } from './english.ts';
import { because, misfitsIn, together } from './misfits.ts';
import type { MisfitTold } from './misfitTold.ts';

const SCHEMA = v.object({
  number: v.optional(v.pipe(v.number(), v.minValue(1), v.minValue(3)), 5),
  flag: v.optional(v.boolean(), true),
  text: v.optional(v.pipe(v.string(), v.maxLength(3), v.regex(/^a/)), 'a'),
  list: v.optional(v.array(v.number()), []),
  one: v.optional(v.literal(1), 1),
  any: v.optional(v.union([v.string(), v.number()]), 1),
  record: v.optional(v.record(v.picklist(['a', 'b']), v.number()), {}),
  inner: v.optional(v.object({ deep: v.number() }), { deep: 1 }),
  kinds: v.optional(
    v.variant('kind', [v.object({ kind: v.literal('a') }), v.object({ kind: v.literal('b') })]),
    {
      kind: 'a',
    },
  ),
  even: v.optional(
    v.pipe(
      v.number(),
      v.check(
        (value) => value % 2 === 0,
        ({ input }) => because({ kind: 'value-no-multiple', was: input, step: 2 }),
      ),
    ),
    2,
  ),
});

function misfitsOf(input: unknown): readonly MisfitTold[] {
  const parsed = v.safeParse(SCHEMA, input);
  return parsed.success ? [] : misfitsIn(parsed.issues);
}

it.each<[unknown, MisfitTold]>([
  [{ number: 'x' }, { kind: 'value-type', field: 'number', was: 'x', wanted: 'number' }],
  [{ number: NaN }, { kind: 'value-type', field: 'number', was: 'NaN', wanted: 'number' }],
  // The narrower of two bounds.
  [{ number: 0 }, { kind: 'value-low', field: 'number', was: 0, least: 3 }],
  [{ flag: null }, { kind: 'value-type', field: 'flag', was: 'null', wanted: 'flag' }],
  [{ text: 4 }, { kind: 'value-type', field: 'text', was: '4', wanted: 'text' }],
  [{ text: 'aaaaa' }, { kind: 'text-too-long', field: 'text', length: 5, most: 3 }],
  // What no fact is for.
  [{ text: 'b' }, { kind: 'value-unfit', field: 'text', was: 'b' }],
  [{ any: [] }, { kind: 'value-unfit', field: 'any', was: '[]' }],
  [{ list: {} }, { kind: 'value-type', field: 'list', was: '{}', wanted: 'list' }],
  [{ list: [1, 'x'] }, { kind: 'value-type', field: 'list.1', was: 'x', wanted: 'number' }],
  [{ one: 99 }, { kind: 'value-choice', field: 'one', was: '99', choices: '1' }],
  [{ record: { c: 1 } }, { kind: 'value-choice', field: 'record.c', was: 'c', choices: 'a, b' }],
  [{ inner: {} }, { kind: 'value-missing', field: 'inner.deep' }],
  [{ inner: 3 }, { kind: 'value-type', field: 'inner', was: '3', wanted: 'fields' }],
  [{ kinds: { kind: 'c' } }, { kind: 'value-choice', field: 'kinds.kind', was: 'c', choices: 'a, b' }],
  [{ kinds: 3 }, { kind: 'value-type', field: 'kinds', was: '3', wanted: 'fields' }],
  [{ even: 3 }, { kind: 'value-no-multiple', field: 'even', was: 3, step: 2 }],
  [null, { kind: 'fields-missing', was: 'null' }],
  [
    { text: 7, number: 5 },
    { kind: 'value-type', field: 'text', was: '7', wanted: 'text' },
  ],
])('names the field at fault, what it was and what it may be: %j', (input, misfit) => {
  expect(misfitsOf(input)).toEqual([misfit]);
});

it('shows no more of a long value than a reader needs', () => {
  const [misfit] = misfitsOf({ flag: 'x'.repeat(1000) });
  expect(misfit).toMatchObject({ was: `${'x'.repeat(60)}…` });
});

it('says all that is amiss, one sentence after the other', () => {
  const misfits = misfitsOf({ flag: 1, text: 2, list: 3 });
  expect(english(together(misfits))).toBe(misfits.map(english).join(' '));
  expect(misfits).toHaveLength(3);
});
