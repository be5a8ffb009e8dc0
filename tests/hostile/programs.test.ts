import { describe, expect, it } from 'vitest';
import type { CandidateFault, FaultKind } from '../../src/search/domain.ts';
import { faultInEnglish } from '../../src/search/faults/english.ts';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';
import { CORPUS } from './corpus.ts';
import { ESCAPED, GOOD, GOOD_PARAMS, TASK, returning } from './program.ts';
import { ownWorld, worldIn } from './world.ts';

/** What a sentence has that says what to do, or what is wanted instead. */
const NAMES_A_MEND =
  /[;?]|must|takes|should|write|nested too deeply|does not parse|most likely|not a tensor|holds no code/;
/** Faults that are ours: of a program's own exceptions there is no mend to name, and it can forge any other. */
const OURS: ReadonlySet<FaultKind> = new Set([
  'empty',
  'no-function',
  'unknown-layer',
  'too-big',
  'timeout',
  'memory',
]);

describe('of the hostile programs', async () => {
  const compiler = new QuickJsCompiler();
  const fresh = await worldIn(new QuickJsCompiler());
  const here = ownWorld();

  it('there are at least 300, and none twice', () => {
    const sources = [...CORPUS.values()].flat().map(({ source }) => source);
    expect(sources.length).toBeGreaterThanOrEqual(300);
    expect(new Set(sources).size).toBe(sources.length);
  });

  for (const [family, programs] of CORPUS)
    describe(family, () => {
      for (const { name, source, ends } of programs)
        it(`“${name}” ends as ${ends.join(' or ')} and leaves nothing behind`, async () => {
          const result = await compiler.compile(source, TASK);
          const said = result.ok ? '' : faultInEnglish(result.error.message);
          expect(ends, said).toContain(result.ok ? 'network' : result.error.kind);
          expect(said).not.toContain(ESCAPED);
          // What goes on to the page, the store and the next prompt is plain data.
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          if (result.ok) expect(result.value.params).toBe(GOOD_PARAMS);
          else checkFault(result.error, source);

          expect(await worldIn(compiler)).toBe(fresh);
          expect(ownWorld()).toBe(here);
          expect(await compiler.compile(returning(GOOD), TASK)).toMatchObject({
            ok: true,
            value: { params: GOOD_PARAMS },
          });
        });
    });
});

function checkFault({ kind, message: fact, line, quote, layer }: CandidateFault, source: string): void {
  const message = faultInEnglish(fact);
  expect(message.trim()).not.toBe('');
  expect(message.length).toBeLessThanOrEqual(1100);
  if (OURS.has(kind)) expect(message).toMatch(NAMES_A_MEND);
  expect((layer ?? '').length).toBeLessThanOrEqual(64);
  if (line === undefined) return;
  expect(quote).toBe(source.split('\n')[line - 1]?.trim().slice(0, 200));
}
