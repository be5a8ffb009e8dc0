/**
 * Has the checkpoint answer prompts of held-out samples and runs every reply in the sandbox:
 *   node scripts/pretrain/evaluate.mjs --count 200 --temperature 0.6
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { typescript } from '../typescript.mjs';

const BUILD = new URL('build/', import.meta.url);
const at = (name) => fileURLToPath(new URL(name, BUILD));
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    temperature: { type: 'string', default: '0.6' },
    kind: { type: 'string', default: 'mutation' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '0' },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
});

const { load, close } = await typescript();
const { Tokenizer } = await load('/scripts/pretrain/tokenizer/bpe.ts');
const { fromTokenizerJson } = await load('/scripts/pretrain/tokenizer/huggingFace.ts');
const { faultInEnglish } = await load('/src/search/faults/english.ts');
const { MARKS } = await load('/src/search/prompts/terse.ts');
const { makeJudge } = await load('/scripts/pretrain/corpus/judge.ts');
const { QuickJsCompiler } = await load('/src/workers/sandbox/compiler.ts');
const { replyJudge, tally } = await load('/scripts/bench/llm/replies.ts');
await close();

const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const tokenizer = new Tokenizer(
  fromTokenizerJson(json('../../public/models/nas-coder/resolve/main/tokenizer.json')),
);
const linesOf = (name) =>
  readFileSync(at(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const samples = linesOf('corpus/held.jsonl')
  .filter(({ kind }) => values.kind === 'all' || kind === values.kind)
  .slice(0, Number(values.count));

const lines = (rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
writeFileSync(at('prompts.jsonl'), lines(samples.map(({ prompt }) => ({ ids: tokenizer.encode(prompt) }))));
const script = fileURLToPath(new URL('python/sample.py', import.meta.url));
const began = Date.now();
execFileSync(
  values.python,
  [
    script,
    at('prompts.jsonl'),
    at('replies.jsonl'),
    '--temperature',
    values.temperature,
    '--seed',
    values.seed,
  ],
  { stdio: 'inherit' },
);
const replies = linesOf('replies.jsonl').map(({ ids }) => ids);

const compiler = new QuickJsCompiler();
const judgeReply = replyJudge(compiler);
const judge = makeJudge();

/** The networks that a prompt shows; one to be mended is none. */
async function parentsIn(prompt, task) {
  const parents = [];
  for (const text of prompt.split(MARKS.parent).slice(1)) {
    const code = text.slice(text.indexOf('\n') + 1).split(/<\|(?:edit|target|child)\|>/)[0];
    const parent = await compiler.compile(code, task);
    if (parent.ok) parents.push(parent.value);
  }
  return parents;
}

/** Tasks of one axis and others, and prompts with a target and without, are tallied apart. */
const groupOf = ({ prompt, task }) =>
  `${task.inputShape.length === 2 ? 'sequence' : 'other'}${prompt.includes(MARKS.target) ? ', target' : ''}`;

const judged = [];
const guessed = { judged: 0, better: 0, gain: 0 };
for (const [i, sample] of samples.entries()) {
  const { prompt, task } = sample;
  const source = tokenizer.decode(replies[i]);
  if (i < Number(values.show)) console.log(`${prompt}\n=>\n${source}\n`);
  const parents = await parentsIn(prompt, task);
  const reply = await judgeReply(source, task, parents);
  judged.push({ group: groupOf(sample), reply });
  if (reply.kind === 'faulty') {
    if (values.show !== '0')
      console.log(`FAULT ${faultInEnglish(reply.fault.message)} ${reply.fault.quote ?? ''}`);
    continue;
  }
  const guess = (architecture) => judge({ source, architecture }, task).accuracy;
  const after = guess(reply.architecture);
  if (after !== undefined && parents.length > 0) {
    const before = Math.max(...parents.map(guess));
    guessed.judged += 1;
    guessed.gain += after - before;
    if (after > before) guessed.better += 1;
  }
}
guessed.gain = Number((guessed.gain / Math.max(1, guessed.judged)).toFixed(4));

const tallyOf = (group) =>
  tally(judged.filter((each) => group === undefined || each.group === group).map(({ reply }) => reply));
const groups = [...new Set(judged.map(({ group }) => group))];
console.log(
  JSON.stringify({
    ...tallyOf(),
    ...guessed,
    tokens: replies.reduce((sum, ids) => sum + ids.length, 0),
    apart: Object.fromEntries(groups.map((group) => [group, tallyOf(group)])),
    seconds: Math.round((Date.now() - began) / 1000),
  }),
);
