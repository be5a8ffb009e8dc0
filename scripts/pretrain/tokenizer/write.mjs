/**
 * Trains the tokenizer on the corpus, or takes the one that is there, and writes the corpus as tokens for train.py:
 *   node scripts/pretrain/tokenizer/write.mjs [--retrain]
 * For each set, `<set>.tokens` holds uint16 ids of all samples end to end, `<set>.lengths` int32 pairs: tokens of the
 * prompt, tokens in all.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { typescript } from '../../typescript.mjs';

const BUILD = new URL('../build/', import.meta.url);
const MODEL = new URL('../../../public/models/nas-coder/resolve/main/', import.meta.url);
const VOCABULARY = 1024;
/** The context is 1,024 tokens; what is longer teaches little for its time. */
const MOST_TOKENS = 512;

const { values } = parseArgs({ options: { retrain: { type: 'boolean', default: false } } });

const { load, close } = await typescript();
const { Tokenizer, trainBpe } = await load('/scripts/pretrain/tokenizer/bpe.ts');
const { fromTokenizerJson, toTokenizerJson } = await load('/scripts/pretrain/tokenizer/huggingFace.ts');
const { MARKS } = await load('/src/search/prompts/terse.ts');
await close();

const read = (name) =>
  readFileSync(new URL(`corpus/${name}`, BUILD), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const held = read('held.jsonl');
const heldHashes = new Set(held.map(({ hash }) => hash));
const shards = readdirSync(new URL('corpus/', BUILD)).filter((name) => /^\d+\.jsonl$/.test(name));
// A layer made within the list that another is applied to: rare, and what a small model gets wrong most often.
const isNested = ({ child }) => child.includes('.apply([tf.layers.');
const train = shards.flatMap(read).filter((sample) => !heldHashes.has(sample.hash) && !isNested(sample));

const textOf = ({ prompt, child }) => `${prompt}${child}${MARKS.end}`;
const file = new URL('tokenizer.json', MODEL);
if (values.retrain || !existsSync(file)) {
  const bpe = trainBpe(train.slice(0, 6000).map(textOf), VOCABULARY);
  writeFileSync(file, `${JSON.stringify(toTokenizerJson(bpe), null, 1)}\n`);
}
const tokenizer = new Tokenizer(fromTokenizerJson(JSON.parse(readFileSync(file, 'utf8'))));

for (const [name, set] of Object.entries({ train, held })) {
  const ids = [];
  const lengths = [];
  let dropped = 0;
  for (const sample of set) {
    const prompt = tokenizer.encode(sample.prompt);
    const all = [...prompt, ...tokenizer.encode(sample.child), 0];
    if (all.length > MOST_TOKENS) {
      dropped += 1;
      continue;
    }
    ids.push(...all);
    lengths.push(prompt.length, all.length);
  }
  writeFileSync(new URL(`${name}.tokens`, BUILD), new Uint8Array(new Uint16Array(ids).buffer));
  writeFileSync(new URL(`${name}.lengths`, BUILD), new Uint8Array(new Int32Array(lengths).buffer));
  console.log(`${name}: ${lengths.length / 2} samples, ${ids.length} tokens, ${dropped} too long`);
}
