import { EDGES, NODES, type CellSpace, type Operation } from './cell.ts';
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

/** What a sum is of; equal references are one and the same layer. */
export type Term =
  | 'x'
  | { readonly kind: 'pool'; readonly of: readonly Term[] }
  | { readonly kind: 'conv'; readonly kernel: number; readonly of: readonly Term[] };

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
  const nodes: Term[][] = [['x'], ...Array.from({ length: NODES - 1 }, () => [])];
  for (const [edge, { from, to }] of EDGES.entries()) {
    const of = nodes[from] ?? [];
    const operation = operations[genotype[edge] ?? 0] ?? 'none';
    if (operation === 'none' || of.length === 0) continue;
    nodes[to]?.push(...termsOf(operation, of));
  }
  const output = nodes.at(-1) ?? [];
  return output.length > 0 ? canonicalFormula(output) : undefined;
}

function termsOf(operation: Exclude<Operation, 'none'>, of: readonly Term[]): readonly Term[] {
  if (operation === 'skip') return of;
  if (operation === 'pool 3') return [{ kind: 'pool', of }];
  return [{ kind: 'conv', kernel: operation === 'conv 1' ? 1 : 3, of }];
}

/** The formula of a sum, see `canonicalCell`: of all ways to letter its convolutions the first by alphabet. */
export function canonicalFormula(sum: readonly Term[]): string {
  const convolutions = [...convolutionsOf(sum)];
  const letters = convolutions.map((_, at) => String.fromCharCode('A'.charCodeAt(0) + at));
  const formulas = permutations(letters).map((order) =>
    write(sum, new Map(convolutions.map((each, at) => [each, order[at] ?? '']))),
  );
  return formulas.toSorted()[0] ?? '';
}

const write = (sum: readonly Term[], letters: ReadonlyMap<Term, string>): string =>
  sum
    .map((term) => {
      if (term === 'x') return 'x';
      const of = write(term.of, letters);
      return term.kind === 'pool' ? `p(${of})` : `${letters.get(term)}${term.kernel}(${of})`;
    })
    .toSorted()
    .join('+');

function convolutionsOf(sum: readonly Term[], found = new Set<Term>()): ReadonlySet<Term> {
  for (const term of sum) {
    if (term === 'x') continue;
    if (term.kind === 'conv') found.add(term);
    convolutionsOf(term.of, found);
  }
  return found;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

/** All networks of a space of cells, each once, in the order in which the space first has them. */
export function cellNetworks(space: CellSpace): readonly CellNetwork[] {
  const networks = known.get(space) ?? findNetworks(space);
  known.set(space, networks);
  return networks;
}

/** It takes a good part of a second to find them. */
const known = new WeakMap<CellSpace, readonly CellNetwork[]>();

function findNetworks(space: CellSpace): readonly CellNetwork[] {
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
