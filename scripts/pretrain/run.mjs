/**
 * Makes nas-coder anew, from its corpus to its files; see docs/model-card.md:
 *   npm run pretrain -- [--shards 26] [--steps 8600] [--bf16]
 * Each stage goes on from what is in scripts/pretrain/build; delete that folder to begin afresh.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    shards: { type: 'string', default: '26' },
    steps: { type: 'string', default: '8600' },
    bf16: { type: 'boolean', default: false },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
});

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const node = (name, ...options) => [process.execPath, path(name), ...options];
const python = (name, ...options) => [values.python, path(`python/${name}`), ...options];

const STAGES = [
  ['Writing the corpus', node('corpus/write.mjs', '--shards', values.shards, '--size', '1000')],
  ['Cutting it into tokens', node('tokenizer/write.mjs')],
  ['Training', python('train.py', '--steps', values.steps, ...(values.bf16 ? ['--bf16'] : []))],
  ['Writing the files that WebLLM loads', python('export.py')],
  ['Writing down their hashes', node('../../src/workers/llm/builtIn/seal.mjs')],
  ['Running 200 replies in the sandbox', node('evaluate.mjs', '--count', '200', '--python', values.python)],
];

for (const [title, [program, ...parameters]] of STAGES) {
  console.log(`${title} …`);
  const { status, error } = spawnSync(program, parameters, { stdio: 'inherit' });
  if (status === 0) continue;
  console.error(error ? `${program} could not be started: ${error.message}` : `${title} failed; see above.`);
  process.exit(1);
}
