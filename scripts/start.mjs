/** `npm start`: installs what is missing, builds what is stale, serves the page. Options: `-- --port 5000`. */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './built.mjs';
import { installDependencies } from './dependencies.mjs';
import { ROOT } from './process.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });

await installDependencies();
await ensureBuilt();

const { preview } = await import('vite');
// A taken port is no obstacle: Vite tries the next ones.
const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port: Number(values.port) } });
console.log(`\nNAS Playground: ${server.resolvedUrls.local[0]}\n\nOpen it in Chrome. Ctrl-C ends it.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    console.log('\nEnded.');
    process.exit(0);
  });
}
