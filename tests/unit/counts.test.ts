import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inWords, playwrightCounts, sum, vitestCounts } from '../../scripts/counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('the last line of npm test', () => {
  const vitest = {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
  };

  it('takes over what Vitest counted', () => {
    expect(vitestCounts(report(vitest), 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  });

  it('counts a test file that does not load as one failure, and failed tests once', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(vitestCounts(report({ ...vitest, numFailedTests: 1, testResults }), 1).failed).toBe(2);
  });

  it('adds errors outside any test to what Playwright counted', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };
    expect(playwrightCounts(report({ stats, errors: [{ message: 'no server' }] }), 1)).toEqual({
      passed: 5,
      failed: 3,
      skipped: 3,
    });
  });

  it('does not pass a runner that failed for a reason it did not count', () => {
    expect(vitestCounts(report(vitest), 1)).toEqual({ passed: 7, failed: 1, skipped: 2 });
  });

  it('counts a runner that left no report, or a broken one, as one failure', () => {
    const none = { passed: 0, failed: 1, skipped: 0 };
    expect(vitestCounts(join(folder, 'absent.json'), 0)).toEqual(none);
    expect(playwrightCounts(report({ config: {} }), 0)).toEqual(none);
  });

  it('speaks of skipped tests only when there are some', () => {
    const counts = { passed: 2, failed: 0, skipped: 0 };
    expect(inWords(sum([counts, counts]))).toBe('4 passed, 0 failed');
    expect(inWords(sum([counts, { passed: 0, failed: 1, skipped: 3 }]))).toBe(
      '2 passed, 1 failed, 3 skipped',
    );
  });
});
