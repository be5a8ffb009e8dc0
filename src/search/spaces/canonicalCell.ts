import { EDGES, NODES, type CellSpace } from './cell.ts';
import { enumerate } from './enumerate.ts';
import type { Genotype } from './space.ts';

/** A network that one or more cells of a space describe. */
export interface CellNetwork {
  /** Equal for cells of the same network, see `canonicalCell`. */
  readonly key: string;
  /** Of those cells the one with the fewest operations, and of these the first in the space's order. */
  readonly genotype: Genotype;
  /** All of them, in the space's order. */
  readonly cells: readonly Genotype[];
}

/**
 * What a cell computes, as a formula: `x` is its input, `A1(…)` a convolution of kernel 1 whose weights are no other's,
 * `p(…)` a pooling. Equal for two cells if and only if one computes what the other does once the convolutions are
 * matched, whatever a convolution and a pooling compute. So edges that lead nowhere leave no trace, skips are what they
 * lead from, sums have no order and no brackets, nodes have no names, and poolings of the same sum are the same. Two
 * skips of one node stay twice that node. That pooling is linear is not made use of.
 *
 * @returns undefined for a cell in which nothing leads from the first node to the last
 */
export function canonicalCell({ operations }: CellSpace, genotype: Genotype): string | undefined {
  const kinds = EDGES.map((_, edge) => operations[genotype[edge] ?? 0] ?? 'none');
  const convolutions = [...kinds.keys()].filter((edge) => kinds[edge]?.startsWith('conv'));
  const formulas = permutations(convolutions).flatMap((order) => formula(kinds, order) ?? []);
  return formulas.toSorted()[0];
}

/** @param order of the edges with convolutions, which gives each its number */
function formula(kinds: readonly string[], order: readonly number[]): string | undefined {
  /** Terms of the sum at each node. */
  const nodes: string[][] = [['x'], ...Array.from({ length: NODES - 1 }, () => [])];
  for (const [edge, { from, to }] of EDGES.entries()) {
    const terms = nodes[from] ?? [];
    const kind = kinds[edge] ?? 'none';
    if (kind === 'none' || terms.length === 0) continue;
    const sum = terms.toSorted().join('+');
    if (kind === 'skip') nodes[to]?.push(...terms);
    else
      nodes[to]?.push(
        kind === 'pool 3' ? `p(${sum})` : `${'ABCDEF'[order.indexOf(edge)]}${kind.slice(-1)}(${sum})`,
      );
  }
  return nodes.at(-1)?.toSorted().join('+') || undefined;
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

/** All networks of a space of cells, each once, in the order in which the space first has them. */
export function cellNetworks(space: CellSpace): readonly CellNetwork[] {
  const found = new Map<string, Genotype[]>();
  for (const genotype of enumerate(space)) {
    const key = canonicalCell(space, genotype);
    if (key === undefined) continue;
    const cells = found.get(key);
    if (cells) cells.push(genotype);
    else found.set(key, [genotype]);
  }
  const none = space.operations.indexOf('none');
  const size = (genotype: Genotype) => genotype.filter((choice) => choice !== none).length;
  return Array.from(found, ([key, cells]) => ({
    key,
    genotype: cells.reduce((least, cell) => (size(cell) < size(least) ? cell : least)),
    cells,
  }));
}
