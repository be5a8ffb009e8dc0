/** Both comparisons as one picture that stands by itself in a document, light or dark. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { Estimate } from '../../src/search/compare/interval.ts';

interface Point extends Estimate {
  readonly x: number;
}

export interface Series {
  readonly name: string;
  /** Place of its colour and dashes among all; its own place in the panel unless said. */
  readonly look?: number;
  readonly points: readonly Point[];
}

export interface PlotPanel {
  readonly xLabel: string;
  readonly series: readonly Series[];
}

/** What is measured, in shares of 1 that are drawn as percent. */
export interface PlotAxis {
  /** Beside the axis. */
  readonly label: string;
  /** What the picture shows, for who does not see it. */
  readonly description: string;
  readonly domain: readonly [low: number, high: number];
}

const SIZE = { width: 460, height: 320, left: 52, right: 12, top: 16, bottom: 44 };
const LEGEND_ROW = 22;
const PER_ROW = 3;
const COLUMN = 290;
/** Okabe and Ito's palette, which the colour-blind can tell apart; grey for random search. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#8a8a8a', '#cc79a7', '#e69f00', '#56b4e9', '#222222'];
const DASHES = ['', '7 3', '2 3', '', '9 3 2 3', '4 2', '1 2', '12 4'];
/** Of random search. */
export const GREY = 3;

/** From a little below the lowest at an eighth of the way, where all have found something, up to 1. */
export function accuracyDomain(panels: readonly PlotPanel[]): readonly [number, number] {
  const lowest = panels.flatMap(({ series }) =>
    series.map(({ points }) => points[Math.floor(points.length / 8)]?.mean ?? 0),
  );
  return [Math.max(0, Math.min(...lowest) - 0.05), 1];
}

/** Around the means from an eighth of the way on, what lies before being cut off: at first all are far from the best. */
export function regretDomain(panels: readonly PlotPanel[]): readonly [number, number] {
  const means = panels.flatMap(({ series }) =>
    series.flatMap(({ points }) => points.slice(Math.floor(points.length / 8)).map(({ mean }) => mean)),
  );
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return [Math.max(0, low - (high - low) / 5), high];
}

/**
 * On a white ground, so that it is legible on a page of either colours.
 * @param panels side by side, with the same series in the same order; values 0-1
 */
export function plotOf(panels: readonly PlotPanel[], axis: PlotAxis): string {
  const series = panels[0]?.series ?? [];
  const names = series.map(({ name }) => name);
  const width = SIZE.width * panels.length;
  const height = SIZE.height + LEGEND_ROW * Math.ceil(names.length / PER_ROW) + 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${axis.description}, mean and 95 % interval, for ${names.join(', ')}" font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${panels.map((panel, i) => panelOf(panel, axis, i * SIZE.width)).join('\n')}
${legendOf(series)}
</svg>
`;
}

function panelOf({ xLabel, series }: PlotPanel, { label, domain }: PlotAxis, offset: number): string {
  const { left, right, top, bottom } = SIZE;
  const all = series.flatMap(({ points }) => points);
  const x = scaleLinear([0, Math.max(...all.map((point) => point.x))], [left, SIZE.width - right]);
  const y = scaleLinear([...domain], [SIZE.height - bottom, top])
    .nice(6)
    .clamp(true);
  const ticks = [
    ...x
      .ticks(6)
      .map(
        (tick) =>
          `<text x="${round(x(tick))}" y="${SIZE.height - bottom + 18}" text-anchor="middle" fill="#444">${tick}</text>`,
      ),
    ...y
      .ticks(6)
      .map(
        (tick) =>
          `<path d="M${left} ${round(y(tick))}H${SIZE.width - right}" stroke="#e3e3e3"/><text x="${left - 8}" y="${round(y(tick))}" dy="0.34em" text-anchor="end" fill="#444">${Number((100 * tick).toPrecision(6))}</text>`,
      ),
  ];
  const band = area<Point>()
    .curve(curveStepAfter)
    .x((point) => round(x(point.x)))
    .y0((point) => round(y(point.mean - (point.margin ?? 0))))
    .y1((point) => round(y(point.mean + (point.margin ?? 0))));
  const mean = line<Point>()
    .curve(curveStepAfter)
    .x((point) => round(x(point.x)))
    .y((point) => round(y(point.mean)));
  return `<g transform="translate(${offset} 0)">
${ticks.join('\n')}
<text x="${(left + SIZE.width - right) / 2}" y="${SIZE.height - 8}" text-anchor="middle" fill="#222">${xLabel}</text>
<text transform="translate(14 ${(top + SIZE.height - bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#222">${label}</text>
${series.map(({ points, look }, i) => `<path d="${band([...points]) ?? ''}" fill="${COLOURS[look ?? i]}" fill-opacity="0.13"/>`).join('\n')}
${series.map(({ points, look }, i) => `<path d="${mean([...points]) ?? ''}" fill="none" ${strokeOf(look ?? i)}/>`).join('\n')}
</g>`;
}

const legendOf = (series: readonly Series[]): string =>
  series
    .map(({ name, look }, i) => {
      const x = SIZE.left + (i % PER_ROW) * COLUMN;
      const y = SIZE.height + 14 + Math.floor(i / PER_ROW) * LEGEND_ROW;
      return `<path d="M${x} ${y}h28" ${strokeOf(look ?? i)}/><text x="${x + 36}" y="${y}" dy="0.34em" fill="#222">${name}</text>`;
    })
    .join('\n');

const strokeOf = (look: number): string =>
  `stroke="${COLOURS[look]}" stroke-width="2" stroke-dasharray="${DASHES[look]}"`;

const round = (value: number): number => Math.round(10 * value) / 10;
