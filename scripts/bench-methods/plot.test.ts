import { expect, it } from 'vitest';
import { regretPlot } from './plot.ts';

/** Searches of four evaluations that take a second each. */
const course = (...regrets: number[]) => ({ regrets, ms: regrets.map((_, at) => 1000 * (at + 1)) });

it('draws the regret of each method against evaluations and against time, random search in grey', () => {
  const picture = regretPlot([
    { key: 'random', courses: [course(0.4, 0.3, 0.2, 0.2), course(0.4, 0.2, 0.2, 0.2)] },
    { key: 'tpe', courses: [course(0.4, 0.1, 0, 0), course(0.2, 0.1, 0.1, 0)] },
  ]);
  const lines = [...picture.matchAll(/<path d="([^"]*)" fill="none" stroke="(#\w+)"/g)];
  expect(lines.map(([, , colour]) => colour)).toEqual(['#8a8a8a', '#0072b2', '#8a8a8a', '#0072b2']);
  // In either panel TPE ends on the axis, at 276, and random search begins at the greatest mean, 0.4, at 16.
  const pathOf = (at: number) => lines[at]?.[1] ?? '';
  for (const at of [1, 3]) expect(pathOf(at)).toMatch(/,276$/);
  for (const at of [0, 2]) expect(pathOf(at)).toMatch(/^M[\d.]+,16/);
  expect(picture).not.toContain('NaN');
});
