import { expect, it } from 'vitest';
import { parseShallow } from './shallow.ts';

const parse = (source: string) => parseShallow(source, { ecmaVersion: 'latest', sourceType: 'module' });
const nested = (open: string, close: string, times: number) => `${open.repeat(times)}1${close.repeat(times)}`;

it.each([
  ['brackets', nested('[', ']', 100)],
  ['functions', nested('(() => ', ')', 80)],
  ['a sum', `${'1 + '.repeat(400)}1`],
  ['members', `a${'.a'.repeat(400)}`],
])('reads %s as deep as a person might write them', (_what, source) => {
  expect(parse(source).body).toHaveLength(1);
});

it.each([
  ['brackets', nested('[', ']', 8000)],
  ['braces', '{'.repeat(4000) + '}'.repeat(4000)],
  ['functions', '()=>'.repeat(4000) + '1'],
  ['denials', '!'.repeat(16_000) + '1'],
  ['makings', 'new '.repeat(4000) + 'X'],
  ['powers', '1**'.repeat(5000) + '1'],
  ['a sum', '1+'.repeat(8000) + '1'],
  ['choices', '1?'.repeat(3000) + '1' + ':1'.repeat(3000)],
  ['else after else', 'if(0);else '.repeat(1500) + ';'],
  ['patterns', `const ${nested('[', ']', 7000).replace('1', 'a')} = []`],
  ['templates', nested('`${', '}`', 3000)],
  ['members', `a${'.a'.repeat(8000)}`],
  ['calls', `a${'()'.repeat(8000)}`],
  ['groups of a regular expression', `/${'('.repeat(8000)}${')'.repeat(8000)}/`],
  ['classes of a regular expression', `/${'['.repeat(8000)}${']'.repeat(8000)}/v`],
])('refuses %s that no reader of the tree could follow', (_what, source) => {
  expect(() => parse(source)).toThrow(RangeError);
});
