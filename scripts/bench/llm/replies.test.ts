import { expect, test } from 'vitest';
import { anArchitecture } from '../../../src/search/testing/architectures.ts';
import { textCompiler } from '../../../src/search/testing/fakePorts.ts';
import { type Judged, replyJudge, tally } from './replies.ts';

const TASK = { inputShape: [40, 1], classes: 10 };
const OTHER = { inputShape: [28, 28, 1], classes: 10 };
const parent = anArchitecture('parent()');

async function judgeAll(sources: readonly string[]): Promise<readonly Judged[]> {
  const judge = replyJudge(textCompiler);
  const judged: Judged[] = [];
  for (const source of sources) judged.push(await judge(source, TASK, [parent]));
  return judged;
}

test('a reply is new, a copy of its parent, or a repeat of an earlier reply', async () => {
  const judged = await judgeAll(['one()', 'parent()', 'one()', 'two()', 'parent()']);
  expect(judged.map(({ kind }) => kind)).toEqual(['new', 'copy', 'repeat', 'new', 'copy']);
});

test('one network for inputs of another shape is another network', async () => {
  const judge = replyJudge(textCompiler);
  await judge('one()', TASK, []);
  expect((await judge('one()', OTHER, [])).kind).toBe('new');
  expect((await judge('one()', OTHER, [])).kind).toBe('repeat');
});

test('shares are counted of all replies, the faulty ones too, of which some parse', async () => {
  const judged = await judgeAll(['one()', 'one()', 'parent()', 'fault()', 'fault(', 'let fault; let fault;']);
  expect(tally(judged)).toEqual({
    samples: 6,
    parse: 4,
    redeclared: 1,
    valid: 3,
    new: 1,
    copies: 1,
    repeats: 1,
    faults: { syntax: 3 },
  });
});

test('an empty reply is no program that parses', () => {
  const compiler = {
    compile: async () => ({ ok: false, error: { kind: 'empty', message: 'There is no program.' } }) as const,
  };
  const judged = replyJudge(compiler)('', TASK, []);
  return expect(judged.then((one) => tally([one]))).resolves.toMatchObject({
    parse: 0,
    faults: { empty: 1 },
  });
});
