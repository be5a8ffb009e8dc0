import { beforeAll, expect, test } from 'vitest';
import { INSTRUCTIONS } from '../../../src/search/prompts/instructions.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import { drawPrompts, mixInWords, type Prompt } from './prompts.ts';

const compiler = new QuickJsCompiler();
let prompts: readonly Prompt[];
beforeAll(async () => {
  prompts = await drawPrompts(12, compiler);
}, 60_000);

test('each asks for a mutation of one network, in the words of a search', () => {
  for (const { text, task, instruction } of prompts) {
    const head = `<\\|task\\|>${task.inputShape.join('x')} 10<\\|parent\\|>\\d+% \\d+\\nexport default function`;
    expect(text).toMatch(
      new RegExp(`^${head}[^|]+<\\|edit\\|>${instruction}(<\\|target\\|>\\d+% \\d+)?<\\|child\\|>$`),
    );
    expect(Object.values(INSTRUCTIONS)).toContain(instruction);
  }
});

test('the parent that a reply is compared with is the one in the prompt', async () => {
  for (const { text, task, parent } of prompts) {
    const source = text.slice(text.indexOf('\n') + 1).split('<|edit|>')[0] ?? '';
    expect(await compiler.compile(source, task)).toMatchObject({ ok: true, value: { hash: parent.hash } });
  }
});

test('tasks and sources of parents have equal shares, and each source is met on each task', () => {
  const shares = new Map<string, number>();
  for (const { taskName, from } of prompts)
    shares.set(`${taskName} ${from}`, (shares.get(`${taskName} ${from}`) ?? 0) + 1);
  expect(Object.fromEntries(shares)).toEqual({
    'MNIST-1D grammar': 3,
    'MNIST-1D mixture': 3,
    'Fashion-MNIST grammar': 3,
    'Fashion-MNIST mixture': 3,
  });
});

test('fewer prompts are the first of more', async () => {
  expect(await drawPrompts(3, compiler)).toEqual(prompts.slice(0, 3));
}, 60_000);

test('the mix is told in words', () => {
  const words = mixInWords(prompts);
  expect(words).toContain('12 prompts, 6 for MNIST-1D and 6 for Fashion-MNIST.');
  expect(words).toContain("6 from the page's grammar, 6 from the corpus' mixture");
});
