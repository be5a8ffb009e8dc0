/**
 * `npm run lighthouse`: scores the built page on a desktop computer and on a slow phone, served as a static host serves
 * it, and names what is below 95. `-- --runs 5` scores so often and shows the median; `--form mobile` leaves the desktop
 * out. Lighthouse is fetched by npm when it is first asked for, at this version: its 200 packages (190 MB) would be a
 * third more for everyone who installs the page, and none of its users needs them. 12 is the last that runs on Node 20.
 *
 * Performance is simulated (Lantern): Lighthouse replays the requests and tasks it saw against a network and a processor
 * that it assumes, so that the score says more of the page than of the machine. It is still no measurement for a test to
 * rest on, where others use the same cores.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSER_FLAGS, ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './built.mjs';
import { npm, run } from './process.mjs';
import { typescript } from './typescript.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const FORMS = { desktop: ['--preset=desktop'], mobile: [] };
const LEAST = 0.95;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1' }, form: { type: 'string' } },
});
const forms = values.form === undefined ? Object.keys(FORMS) : [values.form];
if (forms.some((form) => !(form in FORMS)) || !(Number(values.runs) >= 1)) {
  console.error(`--form is one of ${Object.keys(FORMS).join(', ')}, --runs a number from 1 on.`);
  process.exit(1);
}

const { load, close } = await typescript();
await ensureBuilt();
const { openStaticHost } = await load('/tests/browser/page/staticHost.ts');
const host = await openStaticHost('/');
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
try {
  for (const form of forms) {
    const reports = [];
    while (reports.length < values.runs) reports.push(await report(form));
    show(form, reports);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await host.close();
  await close();
  rmSync(folder, { recursive: true });
}

async function report(form) {
  const browser = await ensureBrowser();
  if (browser.message !== undefined) throw new Error(browser.message);
  const file = join(folder, 'report.json');
  const { code, output } = await run(
    ...npm(
      'exec',
      '--yes',
      `--package=${LIGHTHOUSE}`,
      '--',
      'lighthouse',
      host.address,
      ...FORMS[form],
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

/** Each category's scores, and the audits that cost the median report something. */
function show(form, reports) {
  console.log(`\nOn ${form}, with a load of ${loadavg()[0].toFixed(1)} on this machine`);
  for (const id of CATEGORIES) {
    const scoreOf = ({ categories }) => categories[id].score;
    const sorted = [...reports].sort((a, b) => scoreOf(a) - scoreOf(b));
    const median = sorted[Math.floor((sorted.length - 1) / 2)];
    const { title, score, auditRefs } = median.categories[id];
    const all = reports.length > 1 ? ` (${sorted.map((one) => percent(scoreOf(one))).join(', ')})` : '';
    console.log(`${title}: ${percent(score)}${all}`);
    if (score < LEAST) process.exitCode = 1;
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue = '' } = median.audits[id];
      if (weight > 0 && score !== null && score < 1)
        console.log(`  ${percent(score)} ${title} ${displayValue}`);
    }
  }
}

function percent(score) {
  return Math.round(100 * score);
}
