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
const { MARKS } = await load('/src/search/prompts/terse.ts');
const { makeJudge } = await load('/scripts/pretrain/corpus/judge.ts');
const { QuickJsCompiler } = await load('/src/workers/sandbox/compiler.ts');
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
const judge = makeJudge();
const seen = new Set();
const faults = {};
const tally = {
  samples: samples.length,
  valid: 0,
  new: 0,
  copies: 0,
  better: 0,
  judged: 0,
  tokens: 0,
  gain: 0,
};
/** Valid and copied replies, apart for tasks of one axis and others, and for prompts with a target and without. */
const apart = {};
for (const [i, { prompt, task }] of samples.entries()) {
  tally.tokens += replies[i].length;
  const group = `${task.inputShape.length === 2 ? 'sequence' : 'other'}${prompt.includes(MARKS.target) ? ', target' : ''}`;
  const part = (apart[group] ??= { samples: 0, valid: 0, copies: 0 });
  part.samples += 1;
  const source = tokenizer.decode(replies[i]);
  if (i < Number(values.show)) console.log(`${prompt}\n=>\n${source}\n`);
  const compiled = await compiler.compile(source, task);
  if (!compiled.ok) {
    faults[compiled.error.kind] = (faults[compiled.error.kind] ?? 0) + 1;
    if (values.show !== '0') console.log(`FAULT ${compiled.error.message} ${compiled.error.quote ?? ''}`);
    continue;
  }
  tally.valid += 1;
  part.valid += 1;
  const { hash } = compiled.value;
  const parents = [];
  for (const text of prompt.split(MARKS.parent).slice(1)) {
    const code = text.slice(text.indexOf('\n') + 1).split(/<\|(?:edit|target|child)\|>/)[0];
    const parent = await compiler.compile(code, task);
    if (parent.ok) parents.push(parent.value);
  }
  const isCopy = parents.some((parent) => parent.hash === hash);
  if (isCopy) {
    tally.copies += 1;
    part.copies += 1;
  }
  if (!isCopy && !seen.has(`${task.inputShape} ${hash}`)) tally.new += 1;
  seen.add(`${task.inputShape} ${hash}`);
  const guess = (architecture) => judge({ source, architecture }, task).accuracy;
  const after = guess(compiled.value);
  if (after !== undefined && parents.length > 0) {
    const before = Math.max(...parents.map(guess));
    tally.judged += 1;
    tally.gain += after - before;
    if (after > before) tally.better += 1;
  }
}
tally.gain = Number((tally.gain / Math.max(1, tally.judged)).toFixed(4));
console.log(JSON.stringify({ ...tally, apart, faults, seconds: Math.round((Date.now() - began) / 1000) }));
