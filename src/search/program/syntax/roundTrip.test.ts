import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import type { TaskShape } from '../../domain.ts';
import { faultInEnglish } from '../../faults/english.ts';
import { Rng } from '../../random/rng.ts';
import { MNIST1D_REFERENCES } from '../../references/mnist1d.ts';
import { sampleProgram } from '../grammar/sample.ts';
import { parseProgram } from './parse.ts';
import { printProgram } from './print.ts';

const compiler = new QuickJsCompiler();
const SEQUENCE: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGE: TaskShape = { inputShape: [28, 28, 1], classes: 10 };

function rewritten(source: string): string {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.error);
  return printProgram(parsed.value);
}

async function hashOf(source: string, task: TaskShape): Promise<string> {
  const compiled = await compiler.compile(source, task);
  if (!compiled.ok) throw new Error(`${faultInEnglish(compiled.error.message)}\n${source}`);
  return compiled.value.hash;
}

describe('a program that was read and written again', () => {
  it.each(MNIST1D_REFERENCES.map(({ name, source }) => [name, source] as const))(
    'is the same network: %s',
    async (_name, source) => {
      expect(await hashOf(rewritten(source), SEQUENCE)).toBe(await hashOf(source, SEQUENCE));
    },
  );

  it('is the same network, whatever the grammar wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(SEQUENCE, IMAGE), async (seed, task) => {
        const source = sampleProgram(task, new Rng(seed));
        expect(await hashOf(rewritten(source), task)).toBe(await hashOf(source, task));
      }),
      { numRuns: 25, seed: 1 },
    );
  }, 30_000);

  it('has the text that a further round would give it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(SEQUENCE, IMAGE), (seed, task) => {
        const once = rewritten(sampleProgram(task, new Rng(seed)));
        expect(rewritten(once)).toBe(once);
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  it('holds the same strings, whatever is in them', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '"', '\\', '\n', 'a', 'é', '\u2028') });
    fc.assert(
      fc.property(text, (value) => {
        const parsed = parseProgram(rewritten(`f(${JSON.stringify(value)});`));
        expect(parsed).toMatchObject({ value: { body: [{ expression: { arguments: [{ value }] } }] } });
      }),
    );
  });

  it('keeps its comments by their statements, in single quotes and two spaces', () => {
    const source = `// A net.
export default function build(tf) {
    const units = 128; // for now
    f("a", 'b"c', "d'e");
    // the end
}
`;
    expect(rewritten(source)).toBe(`// A net.
export default function build(tf) {
  // for now
  const units = 128;
  f('a', 'b"c', 'd\\'e');
  // the end
}
`);
  });
});

it('says in a sentence what does not parse', () => {
  expect(parseProgram('export default function (tf) { return tf.sequential(; }')).toEqual({
    ok: false,
    error: expect.stringMatching(/^The program does not parse: .*\(1:\d+\)\.$/),
  });
});
