/**
 * Makes the GPT over layers anew, from nothing to the files that the page ships:
 *   npm run pretrain-layers -- [--count 300] [--pretrain 600] [--fine-tune 200]
 * It trains random networks (what build/scores.jsonl holds is not trained again; delete it to begin afresh), teaches both
 * networks on part of them to say how good they are, and once more on all. Counts are of networks and of steps.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openSource } from '../page.mjs';
import { typescript } from '../typescript.mjs';
import { CORPUS, scoreCorpus } from './score.mjs';

const WEIGHTS = new URL('../../public/models/layer-gpt/weights.bin', import.meta.url);
const SEAL = new URL('../../src/workers/layers/seal.json', import.meta.url);

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    pretrain: { type: 'string', default: '600' },
    'fine-tune': { type: 'string', default: '200' },
  },
});
const steps = { pretrain: Number(values.pretrain), 'fine-tune': Number(values['fine-tune']) };

const { load, close: closeCompiler } = await typescript();
const { page, close } = await openSource('scripts/pretrain-layers/index.html');
try {
  const module = (name) => load(`/scripts/pretrain-layers/${name}.ts`);
  await scoreCorpus(page, module, Number(values.count));
  const corpus = JSON.parse(readFileSync(CORPUS, 'utf8'));

  const rows = await page.evaluate(
    async (given) => (await import('/scripts/pretrain-layers/teaching.ts')).measure(...given),
    [corpus, steps],
  );
  console.log(tableOf(rows));

  const weights = Uint8Array.from(
    await page.evaluate(
      async (given) => (await import('/scripts/pretrain-layers/teaching.ts')).make(...given),
      [corpus, steps],
    ),
  );
  mkdirSync(new URL('.', WEIGHTS), { recursive: true });
  writeFileSync(WEIGHTS, weights);
  writeFileSync(SEAL, `${JSON.stringify((await module('seal')).sealOf(weights), undefined, 2)}\n`);
} finally {
  await close();
  await closeCompiler();
}

/** On networks that were held out. */
function tableOf(rows) {
  const titles = ['fresh', `pre-trained, ${steps.pretrain} steps`, `fine-tuned, ${steps['fine-tune']} steps`];
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  const cells = ({ perplexity, nextLayer, block, blockOfFirst }) =>
    [perplexity.toFixed(2), percent(nextLayer), percent(block), percent(blockOfFirst)].join(' | ');
  return ['random', 'known']
    .flatMap((kind) =>
      rows.map((row, i) => `| ${kind} | ${titles[i]} | ${cells(row[kind])} | ${row.seconds.toFixed(0)} s |`),
    )
    .join('\n')
    .replace(
      /^/,
      '| held-out networks | weights | perplexity | next layer | block | block of its first layer | teaching |\n|---|---|---|---|---|---|---|\n',
    );
}
