/** TypeScript modules in Node, through the same tool that builds the page. */
import { installDependencies } from './dependencies.mjs';
import { ROOT } from './process.mjs';

/** @returns `load(path)` for a path from the project's root such as `/scripts/bench/bench.ts`, and `close` */
export async function typescript() {
  await installDependencies();
  const { createServer } = await import('vite');
  const compiler = await createServer({
    root: ROOT,
    configFile: false,
    cacheDir: 'node_modules/.vite/scripts',
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    // Node imports packages itself; there is nothing to bundle beforehand.
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => compiler.ssrLoadModule(path), close: () => compiler.close() };
}
