/** Regret on the way as a picture: after so many evaluations, and after so much training. */
import { estimate } from '../../src/search/compare/interval.ts';
import { type Along, type Contestant, standingsOf } from '../../src/search/compare/standings.ts';
import { GREY, type PlotPanel, plotOf, regretDomain } from '../compare/plot.ts';

const RIVAL = 'random';

/** Means over the searches with their 95 % intervals by Student's t. */
function panelOf(contestants: readonly Contestant[], along: Along, xLabel: string, scale: number): PlotPanel {
  let next = 0;
  return {
    xLabel,
    series: standingsOf(contestants, along, RIVAL).stops.map(({ key, stops }) => {
      if (next === GREY) next += 1;
      return {
        name: key,
        look: key === RIVAL ? GREY : next++,
        points: stops.map(({ x, regrets }) => ({ x: x * scale, ...estimate(regrets) })),
      };
    }),
  };
}

/** @param contestants by the ids of their methods, random search among them */
export function regretPlot(contestants: readonly Contestant[]): string {
  const panels = [
    panelOf(contestants, 'evaluations', 'evaluations', 1),
    panelOf(contestants, 'ms', 'simulated time: seconds of training', 1 / 1000),
  ];
  return plotOf(panels, {
    label: 'regret, points of a percent',
    description: 'Regret on the way',
    domain: regretDomain(panels),
  });
}
