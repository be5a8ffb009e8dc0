/** Writes down the hashes of data that is shipped: `node src/workers/shipped/seal.mjs`, after each change of it. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const PUBLIC = new URL('../../../public/', import.meta.url);

/** From the page's folder. A manifest has the hashes of its own files. */
const SEALED = [
  'benchmark/mnist1d-bench-test.bin',
  'benchmark/mnist1d-bench.bin',
  'datasets/fashion-mnist/manifest.json',
];

/** Path, and sha256 in hexadecimal. @returns {Readonly<Record<string, string>>} */
export const hashes = () => Object.fromEntries(SEALED.map((path) => [path, hashOf(path)]));

/** @param {string} path */
const hashOf = (path) =>
  createHash('sha256')
    .update(readFileSync(new URL(path, PUBLIC)))
    .digest('hex');

export function seal() {
  writeFileSync(new URL('seal.json', import.meta.url), `${JSON.stringify(hashes(), undefined, 2)}\n`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) seal();
