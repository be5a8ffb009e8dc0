/** `npm start`: installs what is missing, builds what is stale, serves the page. Options: `-- --port 5000`. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './dependencies.mjs';
import { ROOT, installed, run } from './process.mjs';

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'svelte.config.js', 'package-lock.json'];

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });

await installDependencies();

if (changedAt('dist/index.html') < Math.max(...SOURCES.map(newestIn))) {
  console.log('Building the page …');
  const { code, output } = await run(...installed('vite/bin/vite.js', 'build', '--logLevel', 'warn'), {
    quiet: true,
  });
  if (code !== 0) {
    console.error(output);
    console.error('The page could not be built; the reason is above.');
    process.exit(1);
  }
}

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

/** When a file was last written, in milliseconds; 0 when there is none. */
function changedAt(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The latest change in a file or folder. A folder's own time counts, since it tells of files taken away. */
function newestIn(path) {
  const info = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!info?.isDirectory()) return info?.mtimeMs ?? 0;
  const inside = readdirSync(join(ROOT, path)).map((name) => newestIn(join(path, name)));
  return Math.max(info.mtimeMs, ...inside);
}
