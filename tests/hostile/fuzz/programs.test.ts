import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultInEnglish } from '../../../src/search/faults/english.ts';
import { parseProgram } from '../../../src/search/program/syntax/parse.ts';
import { readProgram } from '../../../src/search/program/reading/read.ts';
import { MNIST1D_REFERENCES } from '../../../src/search/references/mnist1d.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import { CORPUS } from '../corpus.ts';
import { GOOD, GOOD_PARAMS, TASK, returning } from '../program.ts';
import { runs } from './runs.ts';

/** What may stand in a program, and what may not. */
const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  '`',
  '"',
  '/',
  '*',
  '=>',
  '...',
  'tf.',
  'x',
  '0',
  '-1',
  'NaN',
  'return ',
  'await ',
  'export ',
  '\\u',
  '\u202e',
  '\ud800',
  '\0',
  '\n',
];

const sound = fc.constantFrom(...MNIST1D_REFERENCES.map(({ source }) => source), returning(GOOD));

/** A program with pieces put in, taken out and said twice. */
const mutated = fc
  .tuple(
    sound,
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.option(fc.constantFrom(...PIECES))), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([source, changes]) =>
    changes.reduce((text, [place, length, piece]) => {
      const at = place % (text.length + 1);
      // Without a piece, what stands there is said once more.
      return (
        text.slice(0, at) +
        (piece ?? text.slice(at, at + length)) +
        text.slice(at + (piece === null ? 0 : length))
      );
    }, source),
  );

const text = fc.oneof(
  mutated,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 400 }).map((all) => all.join('')),
);

it('reads any text as a program or says why not, and never throws', () => {
  fc.assert(
    fc.property(text, (source) => {
      const parsed = parseProgram(source);
      if (!parsed.ok) expect(parsed.error).not.toBe('');
      else readProgram(parsed.value, TASK);
    }),
    runs(400),
  );
});

it('follows every program of the corpus that parses, and comes back', () => {
  for (const { source } of [...CORPUS.values()].flat()) {
    const parsed = parseProgram(source);
    if (parsed.ok) readProgram(parsed.value, TASK);
  }
});

it('compiles any text to a network or a fault with a sentence, and a good program after it', async () => {
  const compiler = new QuickJsCompiler();
  await fc.assert(
    fc.asyncProperty(text, async (source) => {
      const result = await compiler.compile(source, TASK);
      if (!result.ok) expect(faultInEnglish(result.error.message).trim()).not.toBe('');
      expect(await compiler.compile(returning(GOOD), TASK)).toMatchObject({
        ok: true,
        value: { params: GOOD_PARAMS },
      });
    }),
    runs(150),
  );
});

const anything = fc.oneof(
  fc.constantFrom(
    'x',
    'l',
    'm',
    'tf',
    'tf.layers',
    'undefined',
    'null',
    'NaN',
    '-1',
    '1e9',
    '[]',
    '[x, x]',
    '{}',
    `'relu'`,
    '() => x',
    '7n',
    'Symbol()',
  ),
  fc.jsonValue().map((value) => `(${JSON.stringify(value)})`),
);
const CALLS = [
  'tf.input',
  'tf.model',
  'tf.sequential',
  'l.apply',
  'm.add',
  'tf.layers.dense',
  'tf.layers.conv1d',
  'tf.layers.flatten',
  'tf.layers.add',
  'tf.layers.concatenate',
  'tf.layers.bidirectional',
  'tf.layers.reshape',
  'tf.initializers.constant',
  'tf.regularizers.l2',
];
const KEYS = [
  'units',
  'filters',
  'kernelSize',
  'inputShape',
  'shape',
  'inputs',
  'outputs',
  'layers',
  'layer',
  'name',
  'targetShape',
  'axis',
  '__proto__',
  'constructor',
];
const settings = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), anything), { maxLength: 4 })
  .map((pairs) => `{ ${pairs.map(([key, value]) => `['${key}']: ${value}`).join(', ')} }`);
const statement = fc
  .tuple(fc.constantFrom('x', 'l', 'm'), fc.constantFrom(...CALLS), fc.oneof(settings, anything))
  .map(
    ([kept, call, given]) =>
      `try { ${kept} = ${call}(${given}); } catch (e) { if (!e.fault && !(e instanceof TypeError)) throw e; }`,
  );

it('answers any sequence of calls of the facade with a network or a fault, never with an exception of its own', async () => {
  const compiler = new QuickJsCompiler();
  const sequence = fc.array(statement, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sequence, fc.constantFrom('x', 'l', 'm'), async (statements, returned) => {
      const source = `export default function build(tf, s, n) {
  let x = tf.input({ shape: s }), l = tf.layers.flatten(), m = tf.sequential();
  ${statements.join('\n  ')}
  return ${returned};
}`;
      const result = await compiler.compile(source, TASK);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      if (!result.ok)
        expect(result.error.kind, faultInEnglish(result.error.message)).toMatch(
          /^(output|bad-argument|shape|too-big|unknown-layer)$/,
        );
    }),
    runs(150),
  );
});
