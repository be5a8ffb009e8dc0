/** Imports TypeScript modules in Node, through the same tool that builds the page. */
import { createServer } from 'vite';
import { ROOT } from '../process.mjs';

/** @returns `load(path)` for a path from the project's root such as `/scripts/pretrain/bpe.ts`, and `close` */
export async function typescript() {
  const server = await createServer({
    configFile: false,
    root: ROOT,
    cacheDir: 'node_modules/.vite/pretrain',
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  });
  return { load: (path) => server.ssrLoadModule(path), close: () => server.close() };
}
