/** Brings `dist` in line with the sources. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, npm, run } from './process.mjs';

const SOURCES = [
  'src',
  'messages',
  'public',
  'index.html',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];

/** Builds the page when it is missing or older than its sources; ends the process with the reason when it cannot. */
export async function ensureBuilt() {
  if (changedAt('dist/index.html') >= Math.max(...SOURCES.map(newestIn))) return;
  console.error('Building the page …');
  const { code, output } = await run(...npm('run', '--silent', 'build'), {
    quiet: true,
    // A Vite server in this process has set it to development, which a build would go by.
    env: { NODE_ENV: 'production' },
  });
  if (code === 0) return;
  console.error(output);
  console.error('The page could not be built; the reason is above.');
  process.exit(1);
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
