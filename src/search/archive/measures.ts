import type { Architecture } from '../domain.ts';

/** What the axes measure of an architecture. */
export type Measured = Pick<Architecture, 'flops' | 'widthToDepth'>;

/** One axis of the archive: what it measures, and where its niches lie. */
export interface MeasureAxis {
  /** For a person, without unit. */
  readonly label: string;
  readonly measure: (measured: Measured) => number;
  /** Of the measure itself, before the logarithm; beyond them the outermost niche is taken. */
  readonly bounds: readonly [number, number];
  /** Values to name beside the axis. */
  readonly ticks: readonly number[];
}

/**
 * The descriptors of LLMatic (Nasir et al. 2024): FLOPs and width-to-depth, both on log scales and within fixed
 * bounds, since raw values would leave most niches out of reach. The bounds span what the two datasets invite: from
 * one dense layer on 40 numbers (800 FLOPs) to the limit on FLOPs, and from ten layers of a few channels to one
 * wide dense layer. Of 500 random programs the middle 80 % lie between 4e3 and 4e5 FLOPs on sequences of 40, between
 * 2e4 and 2e6 on images of 28 x 28, and between 1.3 and 30 in width to depth; together they fill some 60 niches.
 */
export const ARCHIVE_AXES: readonly [MeasureAxis, MeasureAxis] = [
  {
    label: 'FLOPs per example',
    measure: ({ flops }) => flops,
    bounds: [1e3, 1e8],
    ticks: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8],
  },
  {
    label: 'width to depth',
    measure: ({ widthToDepth }) => widthToDepth,
    bounds: [1, 100],
    ticks: [1, 3, 10, 30, 100],
  },
];

/** Where each measure lies between its bounds on a log scale: 0–1 inside, clipped outside. */
export function measuresOf(measured: Measured): readonly [number, number] {
  const [first, second] = ARCHIVE_AXES;
  return [position(first, measured), position(second, measured)];
}

function position({ measure, bounds: [low, high] }: MeasureAxis, measured: Measured): number {
  const share = Math.log(measure(measured) / low) / Math.log(high / low);
  return Math.min(1, Math.max(0, share));
}
