/** `npm run bench`: training steps against other libraries, candidates per minute, memory, the language model. The work is in `bench.ts`. */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { bench } = await load('/scripts/bench/bench.ts');
  await bench(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
