/**
 * `npm run soak [-- --candidates 1000]`: long runs in one page, with what it holds written down on the way
 * into docs/reliability.md. The work is in `soak.ts`.
 */
import { parseArgs } from 'node:util';
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { values } = parseArgs({ options: { candidates: { type: 'string', default: '1000' } } });
  const { soak } = await load('/scripts/soak/soak.ts');
  await soak(Number(values.candidates));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
