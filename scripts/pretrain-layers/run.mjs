import { parseArgs } from 'node:util';
import { openSource } from '../page.mjs';
import { typescript } from '../typescript.mjs';
import { scoreCorpus } from './score.mjs';

const { values } = parseArgs({ options: { count: { type: 'string', default: '300' } } });
const { load, close: closeCompiler } = await typescript();
const { page, close } = await openSource('scripts/pretrain-layers/index.html');
try {
  await scoreCorpus(page, (name) => load(`/scripts/pretrain-layers/${name}.ts`), Number(values.count));
} finally {
  await close();
  await closeCompiler();
}
