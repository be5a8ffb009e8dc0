/** What a network costs, as error can be weighed against it. */
import { m } from '../messages/messages.js';
import { bytes, compact, duration } from './format.ts';
import type { ScoredPoint } from './scored.ts';

export type Measure = 'params' | 'flops' | 'trainMs' | 'peakBytes';

export interface Expense {
  /** Where it is chosen. */
  readonly name: () => string;
  /** With its unit, beneath an axis and above a column. */
  readonly label: () => string;
  /** In that unit; positive, since it stands on a log scale. */
  readonly of: (point: ScoredPoint) => number;
  /** With its unit. */
  readonly text: (point: ScoredPoint) => string;
}

export const EXPENSES: Readonly<Record<Measure, Expense>> = {
  params: {
    name: m.panels_params,
    label: m.panels_params,
    of: ({ params }) => Math.max(1, params),
    text: ({ params }) => compact(params),
  },
  flops: {
    name: m.panels_flops,
    label: m.panels_flops_each,
    of: ({ flops }) => Math.max(1, flops),
    text: ({ flops }) => compact(flops),
  },
  trainMs: {
    name: m.views_training_time,
    label: m.views_training_seconds,
    of: ({ trainMs }) => Math.max(1, trainMs) / 1000,
    text: ({ trainMs }) => duration(trainMs),
  },
  peakBytes: {
    name: m.panels_memory,
    label: m.views_memory_megabytes,
    of: ({ peakBytes }) => Math.max(1, peakBytes) / 1e6,
    text: ({ peakBytes }) => bytes(peakBytes),
  },
};

export const MEASURES = Object.keys(EXPENSES) as readonly Measure[];
