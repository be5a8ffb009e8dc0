/** What the methods of shared weights show, as their panels draw it. */
import { spearman } from '../../../search/estimators/correlation.ts';
import { EDGES, OPERATIONS, type CellOperation } from '../../../search/spaces/cell.ts';
import type { Genotype } from '../../../search/spaces/space.ts';
import type { RelaxedSearch } from '../../../search/strategies/sharing/dartsView.ts';
import { softmax } from '../../../search/strategies/sharing/discretise.ts';
import type { SposView } from '../../../search/strategies/sharing/sposView.ts';
import { m } from '../../messages/messages.js';

export const OPERATION_WORDS: Record<CellOperation, () => string> = {
  none: m.methods_operation_none,
  skip: m.methods_operation_skip,
  'conv 3': m.methods_operation_conv,
  'pool 3': m.methods_operation_pool,
};

/** As classes of style sheets. */
export const OPERATION_CLASSES: Record<CellOperation, string> = {
  none: 'none',
  skip: 'skip',
  'conv 3': 'convolution',
  'pool 3': 'pooling',
};

/** Skip connections of a derived cell from which on it counts as collapsed: on all edges but one. */
export const COLLAPSE = 4;

/** How many of a cell's edges have an operation. */
export const countOf = (cell: Genotype, operation: CellOperation): number =>
  cellEdges(cell).filter((edge) => edge.operation === operation).length;

/** Whether hardly anything in a cell can learn. */
export const isCollapsed = (cell: Genotype): boolean =>
  countOf(cell, 'skip') >= COLLAPSE || countOf(cell, 'conv 3') === 0;

/** The least and the greatest of all shares, with a little room, 0–1. */
export function shareRange(edges: readonly EdgeShares[]): readonly [number, number] {
  const shares = edges.flatMap(({ lines }) => lines.flatMap(({ places }) => places.map(({ y }) => y)));
  return [Math.max(0, Math.min(0.2, ...shares) - 0.02), Math.min(1, Math.max(0.3, ...shares) + 0.02)];
}

export interface ShareLine {
  readonly operation: CellOperation;
  /** Shares of the edge, 0–1, by step. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

export interface EdgeShares {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly ShareLine[];
}

/** Of each edge the course of its operations' shares. */
export function edgeShares({ points }: Pick<RelaxedSearch, 'points'>): readonly EdgeShares[] {
  return EDGES.map(({ from, to }, edge) => {
    const shares = points.map(({ step, alphas }) => ({ step, shares: softmax(alphas[edge] ?? []) }));
    const lines = OPERATIONS.map((operation, at) => ({
      operation,
      places: shares.map(({ step, shares: all }) => ({ x: step, y: all[at] ?? 0 })),
    }));
    return { from, to, lines };
  });
}

export interface CellEdge {
  readonly from: number;
  readonly to: number;
  readonly operation: CellOperation;
}

/** Those that carry something. */
export const cellEdges = (cell: Genotype): readonly CellEdge[] =>
  EDGES.flatMap(({ from, to }, edge) => {
    const operation = OPERATIONS[cell[edge] ?? 0] ?? 'none';
    return operation === 'none' ? [] : [{ from, to, operation }];
  });

/** Spearman's, of the cells that were trained by themselves; undefined for fewer than three or without an order. */
export function rankCorrelation({ trained }: Pick<SposView, 'trained'>): number | undefined {
  const cells = trainedCells({ trained });
  if (cells.length < 3) return undefined;
  return spearman(
    cells.map(({ oneShot }) => oneShot),
    cells.map(({ valAccuracy }) => valAccuracy),
  );
}

/** A cell that was trained by itself. */
export interface TrainedCell {
  readonly arm: 'search';
  readonly id: number;
  /** Both 0–1. */
  readonly oneShot: number;
  readonly valAccuracy: number;
}

export const trainedCells = ({ trained }: Pick<SposView, 'trained'>): readonly TrainedCell[] =>
  trained.flatMap(({ id, oneShot, valAccuracy }) =>
    valAccuracy === undefined ? [] : [{ arm: 'search', id, oneShot, valAccuracy }],
  );

/** Accuracies with some room around them, within 0–1. */
export function rangeAround(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.02, 0.1 * (high - low));
  return [Math.max(0, low - room), Math.min(1, high + room)];
}
