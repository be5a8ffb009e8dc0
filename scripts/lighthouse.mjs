/**
 * `npm run lighthouse`: scores the built page, served as a static host serves it, and names what is below 95. Lighthouse is
 * fetched by npm when it is first asked for, at this version: its 200 packages (190 MB) would be a third more for
 * everyone who installs the page, and none of its users needs them. 12 is the last that runs on Node 20.
 *
 * Performance is simulated (Lantern, desktop preset): Lighthouse replays the requests and tasks it saw against a network and
 * a processor that it assumes, so that the score says more of the page than of the machine. It is still no measurement
 * for a test to rest on, where two others use the same cores.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROWSER_FLAGS, ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './built.mjs';
import { npm, run } from './process.mjs';
import { typescript } from './typescript.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const LEAST = 0.95;

const { load, close } = await typescript();
await ensureBuilt();
const { openStaticHost } = await load('/tests/browser/page/staticHost.ts');
const host = await openStaticHost('/');
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
try {
  const report = await score(host.address, join(folder, 'report.json'));
  for (const id of CATEGORIES) show(report, id);
  if (CATEGORIES.some((id) => report.categories[id].score < LEAST)) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await host.close();
  await close();
  rmSync(folder, { recursive: true });
}

async function score(address, file) {
  const browser = await ensureBrowser();
  if (browser.message !== undefined) throw new Error(browser.message);
  const { code, output } = await run(
    ...npm(
      'exec',
      '--yes',
      `--package=${LIGHTHOUSE}`,
      '--',
      'lighthouse',
      address,
      '--preset=desktop',
      '--throttling-method=simulate',
      `--only-categories=${CATEGORIES.join(',')}`,
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=--headless=new ${BROWSER_FLAGS.join(' ')}`,
      '--quiet',
    ),
    { quiet: true, env: { CHROME_PATH: browser.path } },
  );
  if (code !== 0) throw new Error(`${output}\nLighthouse could not score the page; its own words are above.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A category's score, and the audits that cost it something. */
function show({ categories, audits }, id) {
  const { title, score, auditRefs } = categories[id];
  console.log(`${title}: ${Math.round(100 * score)}`);
  for (const { id, weight } of auditRefs) {
    const { score, title, displayValue = '' } = audits[id];
    if (weight > 0 && score !== null && score < 1)
      console.log(`  ${Math.round(100 * score)} ${title} ${displayValue}`);
  }
}
