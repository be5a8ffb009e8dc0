/** What the reports of the test runners add up to. */
import { readFileSync } from 'node:fs';

/** One check that either passed or failed. */
export const single = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/**
 * Of Vitest's JSON report. A file that cannot even be loaded holds no tests, and counts as one failure.
 *
 * @param {string} path of the report
 * @param {number} code with which the runner ended
 * @returns {Counts}
 */
export function vitestCounts(path, code) {
  return counted(path, code, (report) => {
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

/** Of Playwright's JSON report; an error outside any test counts as one failure. */
export function playwrightCounts(path, code) {
  return counted(path, code, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
}

/** A runner that left no report, or that failed for a reason its report does not tell, has failed once. */
function counted(path, code, read) {
  let counts;
  try {
    counts = read(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return single(false);
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {Counts[]} all */
export function sum(all) {
  const total = (key) => all.reduce((soFar, counts) => soFar + counts[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** `12 passed, 0 failed`, and the skipped when there are any. */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
