import { expect, it } from 'vitest';
import { parseProgram } from '../syntax/parse.ts';
import { nodesOf } from '../syntax/walk.ts';
import { propertyOf } from './config.ts';
import { slotsOf } from './slots.ts';

/** Values found for the setting `filters` of the only configuration that has it. */
function found(source: string): readonly unknown[][] {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.error);
  const config = nodesOf(parsed.value, 'ObjectExpression').find((each) => propertyOf(each, 'filters'));
  const value = propertyOf(config, 'filters')?.value;
  return value ? slotsOf(parsed.value, value).map((slot) => slot.map((literal) => literal.value)) : [];
}

it.each([
  ['in place', 'f({ filters: 8 });', [[8]]],
  ['as a list of equals, which change together', 'f({ filters: [3, 3] });', [[3, 3]]],
  ['in a constant', 'const filters = 8; f({ filters });', [[8]]],
  ['in a constant of a constant', 'const a = 8; const b = a; f({ filters: b });', [[8]]],
  ['in a part of a sum', 'const a = 8; f({ filters: a * 2 });', [[8]]],
  ['at the calls of a helper', 'const h = (x, n) => f({ filters: n }); h(y, 4); h(y, 6);', [[4], [6]]],
  ['in a default and at a call', 'function h(n = 5) { f({ filters: n }); } h(); h(7);', [[5], [7]]],
  ['in the list of a loop', 'for (const n of [4, 8]) f({ filters: n });', [[4], [8]]],
])('finds where a number is written: %s', (_where, source, values) => {
  expect(found(source)).toEqual(values);
});

it.each([
  ['a list of unlike numbers', 'f({ filters: [3, 5] });'],
  ['names that seem to stand for each other', '{ const a = b; f({ filters: a }); } { const b = a; }'],
  ['a calculation', 'f({ filters: Math.max(1, 2) });'],
  ['nothing', 'f({});'],
])('finds no number to change in %s', (_what, source) => {
  expect(found(source)).toEqual([]);
});
