/**
 * `npm run bench-methods`: searches MNIST-1D-Bench many times over with every method of finite spaces and writes
 * docs/methods/benchmark.md. The work is in `benchMethods.ts`.
 */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { benchMethods } = await load('/scripts/bench-methods/benchMethods.ts');
  await benchMethods(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
