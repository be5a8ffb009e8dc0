import { describe, expect, it } from 'vitest';
import { DistinctNames } from './distinctNames.ts';

const TOKENS = [
  'const ',
  'skip',
  '2',
  ' = x;\n',
  ' = ',
  '\n  const skip = ',
  'let ',
  'x',
  '{\n',
  '}\n',
  'for (let ',
];
const BARRED = Math.fround(-3.4e38);

/** The tokens that may follow once those were written, of the ones that the grammar allows. */
function allowed(written: readonly string[], grammar: readonly string[] = TOKENS, isHeld = true): string[] {
  const names = new DistinctNames(TOKENS);
  names.begin(isHeld);
  for (const token of written) names.processSampledToken(TOKENS.indexOf(token));
  const logits = names.processLogits(
    Float32Array.from(TOKENS, (token) => (grammar.includes(token) ? 1 : BARRED)),
  );
  return TOKENS.filter((_, id) => (logits[id] ?? BARRED) > BARRED);
}

const FIRST = ['const ', 'skip', ' = x;\n'];

describe('distinct names', () => {
  it('bars what would end a name that its block has already', () => {
    const left = allowed([...FIRST, 'const ', 'skip']);
    expect(left).toContain('2');
    expect(left).not.toContain(' = ');
    expect(left).not.toContain(' = x;\n');
  });

  it('lets the name go on and be another', () => {
    expect(allowed([...FIRST, 'const ', 'skip', '2'])).toContain(' = ');
  });

  it('sees a declaration that is one token', () => {
    expect(allowed([...FIRST, 'x'])).not.toContain('\n  const skip = ');
  });

  it('bars nothing before a name is whole, nor where nothing is declared', () => {
    expect(allowed([...FIRST, 'const '])).toContain('skip');
    expect(allowed(['skip'])).toEqual(TOKENS);
  });

  it('lets another block have the name, and the same one when that block is closed no more', () => {
    expect(allowed([...FIRST, '{\n', 'const ', 'skip'])).toContain(' = ');
    expect(allowed([...FIRST, '{\n', ...FIRST, '}\n', 'const ', 'skip'])).not.toContain(' = ');
  });

  it('lets loops share the name of their variable', () => {
    expect(allowed(['for (let ', 'x', ' = x;\n', 'for (let ', 'x'])).toContain(' = ');
  });

  it('bars nothing when the grammar leaves nothing else', () => {
    expect(allowed([...FIRST, 'const ', 'skip'], [' = '])).toEqual([' = ']);
  });

  it('leaves a free reply alone', () => {
    expect(allowed([...FIRST, 'const ', 'skip'], TOKENS, false)).toEqual(TOKENS);
  });
});
