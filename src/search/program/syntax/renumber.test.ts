import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { sampleProgram } from '../grammar/sample.ts';
import { mutate } from '../mutate.ts';
import { readProgram } from '../reading/read.ts';
import { parseProgram } from './parse.ts';
import { printProgram } from './print.ts';
import { renumber } from './renumber.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

function renumbered(source: string): string {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.error);
  renumber(parsed.value);
  return printProgram(parsed.value).trim();
}

const hashOf = (source: string) => {
  const parsed = parseProgram(source);
  return parsed.ok ? readProgram(parsed.value, TASK).architecture?.hash : undefined;
};

describe('renumbering', () => {
  it('counts the variables of a word in the order in which they are declared', () => {
    expect(renumbered('const skip4 = a; const y7 = skip4; const skip = y7; f(skip4, skip, y7);')).toBe(
      'const skip = a;\nconst y = skip;\nconst skip2 = y;\nf(skip, skip2, y);',
    );
  });

  it('takes no name that something else has', () => {
    expect(renumbered('const f = (skip, x) => { const skip5 = skip; return skip5 + x; };')).toContain(
      'const skip2 = skip;',
    );
  });

  it('leaves the names of properties alone', () => {
    expect(renumbered('const units3 = 4; g({ units3, units: units3, skip9: 1 }).units3;')).toBe(
      'const units = 4;\ng({ units3: units, units: units, skip9: 1 }).units3;',
    );
  });

  it('makes no name of a reserved word, and leaves patterns as they are', () => {
    expect(renumbered('const in3 = 1;')).toBe('const in1 = 1;');
    expect(renumbered('const { a3 } = b; const a9 = a3;')).toBe('const {a3} = b;\nconst a9 = a3;');
  });

  it('changes no network, and nothing the second time', () => {
    const rng = new Rng('renumber');
    for (let i = 0; i < 40; i++) {
      const child = mutate(sampleProgram(TASK, rng), TASK, rng, 5);
      if (!child.ok) continue;
      const once = renumbered(child.value.source);
      expect(hashOf(once)).toBe(hashOf(child.value.source));
      expect(renumbered(once)).toBe(once);
    }
  });
});
