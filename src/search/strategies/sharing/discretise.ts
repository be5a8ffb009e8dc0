import type { Alphas } from '../../ports.ts';
import { EDGES, NODES, OPERATIONS, operationOn } from '../../spaces/cell.ts';
import type { Genotype } from '../../spaces/space.ts';

/** Edges that lead to a node and stay (Liu et al. 2019, section 2.4). */
const KEPT_PER_NODE = 2;

const NONE = OPERATIONS.indexOf('none');

/** Shares of the operations of an edge: [operations], in all 1. */
export function softmax(alphas: readonly number[]): readonly number[] {
  const most = Math.max(...alphas);
  const exponentials = alphas.map((alpha) => Math.exp(alpha - most));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}

/**
 * The cell that a relaxed one stands for: on every edge the operation of the greatest share, none aside, and of the edges to a
 * node the two whose operation has the greatest (Liu et al. 2019, section 2.4). Of equals the earlier.
 */
export function discretise(alphas: Alphas): Genotype {
  const chosen = alphas.map((edge) => {
    const shares = softmax(edge).with(NONE, -1);
    const share = Math.max(...shares);
    return { operation: shares.indexOf(share), share };
  });
  const kept = new Set(
    Array.from({ length: NODES }, (_, node) =>
      EDGES.flatMap(({ to }, edge) => (to === node ? [edge] : []))
        .toSorted((a, b) => (chosen[b]?.share ?? 0) - (chosen[a]?.share ?? 0))
        .slice(0, KEPT_PER_NODE),
    ).flat(),
  );
  return chosen.map(({ operation }, edge) => (kept.has(edge) ? operation : NONE));
}

/** Edges of a cell that hand on what they get. */
export const skipsIn = (genotype: Genotype): number =>
  EDGES.filter((_, edge) => operationOn(genotype, edge) === 'skip').length;
