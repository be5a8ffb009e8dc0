/**
 * `npm test`: installs what is missing, then runs every check there is, one after the other, whatever became of the
 * ones before. Its last line sums them up; lint, types and build count as one check each.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { audit } from './audit/audit.mjs';
import { ensureBrowser } from './browser.mjs';
import { inWords, playwrightCounts, single, sum, vitestCounts } from './counts.mjs';
import { installDependencies } from './dependencies.mjs';
import { ROOT, installed, npm, run } from './process.mjs';
import { ensurePytorch } from './pytorch.mjs';

const MINUTE = 60_000;

await installDependencies();
/** When the last step must have ended, with room left to say what came of it. */
const deadline = performance.now() + 30 * MINUTE;
// Fetched and unpacked while others compute; one after the other, since apt-get runs once at a time.
const pytorch = ensurePytorch();
const browser = pytorch.then(ensureBrowser);
// Both read the compiled messages, so that neither may write them.
await run(...npm('run', '--silent', 'messages'), { quiet: true });
const results = await Promise.all([
  check('Formatting and lint', () => once(npm('run', '--silent', 'lint'))),
  check('Types', () => once(npm('run', '--silent', 'types'))),
  check('Audit of the packages', audit),
]);
results.push(await check('Unit tests', unitTests));
const vite = (...options) => installed('vite/bin/vite.js', 'build', '--logLevel', 'warn', ...options);
const builds = await Promise.all([
  check('Build', () => once(vite())),
  check('Build of the scripted page', () => once(vite('--mode', 'scripted'))),
]);
results.push(...builds);
const side = availableParallelism();
results.push(await check('Browser tests of workers and page', () => browserTests(['workers', 'page'], side)));
results.push(await check('Browser tests of a page alone', () => browserTests(['alone'], 1)));

const total = sum(results);
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one step, shows how it went, and all it had to say if it went badly. */
async function check(name, step) {
  console.log(`… ${name}`);
  const begun = performance.now();
  const { counts, output } = await step();
  const seconds = Math.round((performance.now() - begun) / 1000);
  if (counts.failed > 0 || counts.skipped === 1) console.log(`\n${output.trim()}\n`);
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${inWords(counts)} (${seconds} s)`);
  return counts;
}

async function once([command, args]) {
  const { code, output } = await run(command, args, { quiet: true, timeoutMs: 5 * MINUTE });
  return { counts: single(code === 0), output };
}

async function unitTests() {
  await pytorch;
  const report = freshReport('vitest.json');
  const [command, args] = installed(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  const { code, output } = await run(command, args, { quiet: true, timeoutMs: 8 * MINUTE });
  return { counts: vitestCounts(report, code), output };
}

async function browserTests(projects, workers) {
  const { message } = await browser;
  if (message !== undefined) return { counts: single(false), output: message };
  if (builds.some(({ failed }) => failed > 0))
    return { counts: single(false), output: 'Not run, since the page did not build.' };

  const report = freshReport('playwright.json');
  // Half of the pictures of the page; `npm run screenshots` takes them all.
  const [command, args] = installed(
    '@playwright/test/cli.js',
    'test',
    ...projects.map((project) => `--project=${project}`),
    `--workers=${workers}`,
    '--grep-invert=@gallery',
    '--reporter=list,json',
  );
  const { code, output } = await run(command, args, {
    quiet: true,
    timeoutMs: deadline - performance.now(),
    env: {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      NAS_TEST_PORT: process.env.NAS_TEST_PORT ?? String(await freePorts(4180)),
    },
  });
  return { counts: playwrightCounts(report, code), output };
}

/** Where a runner shall write; what an earlier run left there would be mistaken for its report. */
function freshReport(name) {
  const path = join(ROOT, 'test-results', name);
  rmSync(path, { force: true });
  return path;
}

/** The first port from `from` on that is free together with the two after it. */
async function freePorts(from) {
  const free = await Promise.all([from, from + 1, from + 2].map(isFree));
  return free.every(Boolean) ? from : freePorts(from + 3);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: 'localhost' }, () => server.close(() => resolve(true)));
  });
}
