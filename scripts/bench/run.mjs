/**
 * `npm run bench`: training steps against other libraries, candidates per minute, memory. The work is in `bench.ts`,
 * which Vite compiles, as soon as there is a Vite to do it.
 */
import { installDependencies } from '../dependencies.mjs';
import { ROOT } from '../process.mjs';

await installDependencies();
const { createServer } = await import('vite');
const compiler = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  // Node imports packages itself; there is nothing to bundle beforehand.
  optimizeDeps: { noDiscovery: true },
});
try {
  const { bench } = await compiler.ssrLoadModule('/scripts/bench/bench.ts');
  await bench(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await compiler.close();
}
