import { expect, it } from 'vitest';
import { judge } from '../../scripts/audit/judge.mjs';

/** As npm 10 writes it: one package is weak, another only because it uses that one. */
const WEAK = JSON.stringify(
  {
    auditReportVersion: 2,
    vulnerabilities: {
      ws: {
        name: 'ws',
        via: [
          {
            name: 'ws',
            title: 'It can be stopped',
            url: 'https://github.com/advisories/GHSA-aaaa',
            severity: 'high',
          },
        ],
      },
      server: { name: 'server', via: ['ws'] },
    },
  },
  undefined,
  2,
);
const NONE = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }, undefined, 2);
const REFUSED = `npm warn audit 405 Method Not Allowed\n${JSON.stringify({ message: '405 Method Not Allowed', error: {} }, undefined, 2)}\nnpm error audit endpoint returned an error`;

it('passes where nothing is known against any package', () => {
  expect(judge(NONE, [])).toEqual({ verdict: 'passed', lines: [] });
  expect(judge(`npm warn old\n${NONE}\n`, []).verdict).toBe('passed');
});

it('fails at a weakness, once for each, and says what to do', () => {
  const { verdict, lines } = judge(WEAK, []);
  expect(verdict).toBe('failed');
  expect(lines).toEqual([
    expect.stringMatching(/ws: It can be stopped \(high, GHSA-aaaa\); take a newer version/),
  ]);
});

it('passes a weakness that does no harm here only with a reason, and only in that package', () => {
  const entry = { advisory: 'GHSA-aaaa', package: 'ws', why: 'It serves tests on this machine alone.' };
  expect(judge(WEAK, [entry]).verdict).toBe('passed');
  expect(judge(WEAK, [{ ...entry, why: '' }]).verdict).toBe('failed');
  expect(judge(WEAK, [{ ...entry, package: 'other' }]).verdict).toBe('failed');
});

it.each([
  ['refuses', REFUSED],
  ['is not there', 'npm error code ENOTFOUND\nnpm error network request failed'],
  ['takes too long', '\nEnded after 60 s, the longest this step may take.\n'],
  ['says nothing', ''],
])('is skipped, and says so, where the registry %s', (_how, output) => {
  const { verdict, lines } = judge(output, []);
  expect(verdict).toBe('skipped');
  expect(lines.join()).toMatch(/gave no audit/);
});
