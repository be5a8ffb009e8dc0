/**
 * Writes shards of the corpus that are not there yet, as JSON lines:
 *   node scripts/pretrain/corpus/write.mjs --shards 10 --size 2000
 * Shard `held` is for the held-out loss and never trained on.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { typescript } from '../../typescript.mjs';

const FOLDER = new URL('../build/corpus/', import.meta.url);
const HELD = { name: 'held', size: 600 };

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    shards: { type: 'string', default: '10' },
    size: { type: 'string', default: '2000' },
  },
});
const names = Array.from({ length: Number(values.shards) }, (_, i) => String(Number(values.from) + i));
const shards = names.map((name) => ({ name, size: Number(values.size) }));
// Several processes can share the work, each from another shard on.
const wanted = values.from === '0' ? [HELD, ...shards] : shards;

mkdirSync(FOLDER, { recursive: true });
const { load, close } = await typescript();
const { samples } = await load('/scripts/pretrain/corpus/corpus.ts');
const { makeJudge } = await load('/scripts/pretrain/corpus/judge.ts');
const { QuickJsCompiler } = await load('/src/workers/sandbox/compiler.ts');
const judge = makeJudge();
const compiler = new QuickJsCompiler();

for (const { name, size } of wanted) {
  const file = new URL(`${name}.jsonl`, FOLDER);
  if (existsSync(file)) continue;
  const lines = [];
  for await (const sample of samples(`corpus/${name}`, judge, compiler)) {
    lines.push(JSON.stringify(sample));
    if (lines.length === size) break;
  }
  // In one step, so that a shard that is there is whole.
  const part = new URL(`${name}.part`, FOLDER);
  writeFileSync(part, `${lines.join('\n')}\n`);
  renameSync(part, file);
  console.log(`${name}: ${size} samples`);
}
await close();
