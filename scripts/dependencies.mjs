/** Brings node_modules in line with package-lock.json. Imports nothing that would have to be installed first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, npm, run } from './process.mjs';

const OLDEST_NODE = [20, 19];

/** Installs what is missing and says so; ends the process with a sentence when that cannot be done. */
export async function installDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or later.`);
  }
  if (isUpToDate()) return;
  console.error('Installing dependencies with npm (a minute or so the first time) …');
  const { code } = await run(...npm('ci', '--include=dev', '--no-audit', '--no-fund'));
  if (code !== 0) fail('npm could not install the dependencies; its own words are above.');
}

/** npm records what it installed in a lock file of its own; packages for other platforms are missing from it. */
function isUpToDate() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
