/**
 * `npm run bench`: training steps against other libraries, candidates per minute, memory. The work is in `bench.ts`,
 * which Vite compiles, as soon as there is a Vite to do it.
 */
import { installDependencies } from '../dependencies.mjs';

await installDependencies();
const { runnerImport } = await import('vite');
const { module } = await runnerImport(new URL('./bench.ts', import.meta.url).pathname);
try {
  await module.bench(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
