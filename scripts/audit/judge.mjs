/**
 * What follows from an audit.
 *
 * @param {string} output of `npm audit --json`, with whatever npm says beside it
 * @param {readonly { advisory: string, package: string, why: string }[]} allowed weaknesses that do not reach the page,
 *   each with the reason
 * @returns {{ verdict: 'passed' | 'failed' | 'skipped', lines: string[] }}
 */
export function judge(output, allowed) {
  const report = jsonIn(output);
  if (report?.vulnerabilities === undefined) {
    const why = report?.message ?? output.trim().split('\n').at(-1) ?? 'it said nothing';
    return {
      verdict: 'skipped',
      lines: [`The registry gave no audit (${why}): run npm audit when it can be reached.`],
    };
  }
  const found = advisoriesIn(report.vulnerabilities);
  const isAllowed = ({ advisory, name }) =>
    allowed.some((each) => each.advisory === advisory && each.package === name && each.why !== '');
  const open = found.filter((each) => !isAllowed(each));
  return {
    verdict: open.length === 0 ? 'passed' : 'failed',
    lines: open.map(
      ({ advisory, name, severity, title }) =>
        `${name}: ${title} (${severity}, ${advisory}); take a newer version, or say in scripts/audit/allowed.json why it does no harm here.`,
    ),
  };
}

/** Advisories themselves; what a package has only by way of another is that other's. */
function advisoriesIn(vulnerabilities) {
  const all = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((each) => typeof each === 'object'),
  );
  const byKey = new Map(
    all.map(({ url, name, severity, title }) => {
      const advisory = url.slice(url.lastIndexOf('/') + 1);
      return [`${advisory} ${name}`, { advisory, name, severity, title }];
    }),
  );
  return [...byKey.values()];
}

/** npm writes warnings before and after the report. */
function jsonIn(output) {
  const from = output.search(/^\{/m);
  const to = output.lastIndexOf('\n}');
  try {
    return JSON.parse(output.slice(from, to < from ? undefined : to + 2));
  } catch {
    return undefined;
  }
}
