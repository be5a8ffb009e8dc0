/**
 * `npm run make-benchmark`: trains every network of MNIST-1D-Bench and packs what came of it. The work is in
 * `makeBenchmark.ts`.
 */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { makeBenchmark } = await load('/scripts/make-benchmark/makeBenchmark.ts');
  await makeBenchmark(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
