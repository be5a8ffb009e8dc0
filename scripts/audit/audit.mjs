/** Asks the registry of npm whether any installed package has a known weakness. */
import { readFileSync } from 'node:fs';
import { npm, run } from '../process.mjs';
import { judge } from './judge.mjs';

/** Longer than the registry needs; a closed network may not answer at all. */
const TIMEOUT_MS = 60_000;

/** @returns {Promise<{ counts: Counts, output: string }>} skipped where the registry does not answer */
export async function audit() {
  const allowed = JSON.parse(readFileSync(new URL('allowed.json', import.meta.url), 'utf8'));
  const { output } = await run(...npm('audit', '--json', '--fetch-retries=0'), {
    quiet: true,
    timeoutMs: TIMEOUT_MS,
  });
  const { verdict, lines } = judge(output, allowed);
  return {
    counts: { passed: 0, failed: 0, skipped: 0, [verdict]: 1 },
    output: lines.join('\n'),
  };
}
