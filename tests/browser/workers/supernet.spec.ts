import { expect, test } from '@playwright/test';
import type * as Harness from '../harness/supernetSteps.ts';
import { blankPage } from '../harness/trainer-page.ts';

const JOBS: readonly (readonly [string, Harness.TaskName, Harness.Job])[] = [
  ['the shared weights of single paths', 'sequences', { kind: 'paths' }],
  ['the shared weights of single paths, of images', 'images', { kind: 'paths' }],
  ['DARTS of first order', 'sequences', { kind: 'relaxed', order: 'first', skipDropout: 0 }],
  ['DARTS of second order', 'sequences', { kind: 'relaxed', order: 'second', skipDropout: 0 }],
  [
    'DARTS that drops some of what skips hand on',
    'sequences',
    { kind: 'relaxed', order: 'first', skipDropout: 0.4 },
  ],
  ['DARTS of images', 'images', { kind: 'relaxed', order: 'first', skipDropout: 0.4 }],
];

for (const [what, task, job] of JOBS)
  test(`two steps of ${what} on webgpu are those of the cpu backend`, async ({ page }) => {
    await blankPage(page);
    const {
      gap,
      what: tensor,
      losses,
    } = await page.evaluate(
      async ([task, job]) =>
        (
          (await import('/tests/browser/harness/supernetSteps.ts' as string)) as typeof Harness
        ).compareSupernets(task, job),
      [task, job] as const,
    );
    for (const loss of losses) expect(Math.abs(loss - Math.log(10))).toBeLessThan(1.5);
    expect(gap, tensor).toBeLessThan(1e-3);
  });
