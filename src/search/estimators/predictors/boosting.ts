import { mean } from 'd3-array';
import type { Features, Predictor } from './predictor.ts';

export interface BoostingSettings {
  readonly trees: number;
  /** Splits between the root and a leaf, at most. */
  readonly depth: number;
  /** Share of each tree's correction that is taken. */
  readonly learningRate: number;
  /** Rows that a leaf must hold. */
  readonly leaf: number;
}

type Tree =
  | { readonly value: number }
  | { readonly feature: number; readonly threshold: number; readonly low: Tree; readonly high: Tree };

/**
 * Gradient-boosted regression trees for squared error (Friedman 2001, algorithms 1 and 3): each tree fits what the ones before
 * it left over. The splits are exact, so equal data give equal trees. Our own, since the forests on npm that run in a page
 * neither boost nor come without half a dozen packages of their own.
 */
export class BoostedTrees implements Predictor {
  readonly #settings: BoostingSettings;
  #mean = 0;
  #trees: Tree[] = [];

  constructor(settings: BoostingSettings = { trees: 100, depth: 3, learningRate: 0.1, leaf: 2 }) {
    this.#settings = settings;
  }

  fit(x: Features, y: readonly number[]): void {
    const { trees, depth, learningRate, leaf } = this.#settings;
    const middle = mean(y) ?? 0;
    this.#mean = middle;
    this.#trees = [];
    const rest = y.map((value) => value - middle);
    const rows = y.map((_, row) => row);
    for (let i = 0; i < trees; i++) {
      const tree = grow(x, rest, rows, depth, leaf);
      this.#trees.push(tree);
      for (const row of rows) rest[row] = (rest[row] ?? 0) - learningRate * valueOf(tree, x[row] ?? []);
    }
  }

  predict(x: Features): number[] {
    const { learningRate } = this.#settings;
    return x.map((row) =>
      this.#trees.reduce((sum, tree) => sum + learningRate * valueOf(tree, row), this.#mean),
    );
  }
}

function valueOf(tree: Tree, row: readonly number[]): number {
  let node = tree;
  while ('feature' in node) node = (row[node.feature] ?? 0) <= node.threshold ? node.low : node.high;
  return node.value;
}

function grow(x: Features, y: readonly number[], rows: readonly number[], depth: number, leaf: number): Tree {
  const value = mean(rows, (row) => y[row] ?? 0) ?? 0;
  const split = depth > 0 ? bestSplit(x, y, rows, leaf) : undefined;
  if (!split) return { value };
  const { feature, threshold } = split;
  const isLow = (row: number) => (x[row]?.[feature] ?? 0) <= threshold;
  const branch = (own: readonly number[]) => grow(x, y, own, depth - 1, leaf);
  return {
    feature,
    threshold,
    low: branch(rows.filter(isLow)),
    high: branch(rows.filter((row) => !isLow(row))),
  };
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly gain: number;
}

/** The split that leaves the least squared error; of equals the first. None where no split makes it less. */
function bestSplit(
  x: Features,
  y: readonly number[],
  rows: readonly number[],
  leaf: number,
): Split | undefined {
  const total = rows.reduce((sum, row) => sum + (y[row] ?? 0), 0);
  const base = total ** 2 / rows.length;
  let found: Split | undefined;
  for (let feature = 0; feature < (x[0]?.length ?? 0); feature++) {
    const at = (row: number | undefined) => (row === undefined ? NaN : (x[row]?.[feature] ?? NaN));
    const sorted = rows.toSorted((a, b) => at(a) - at(b));
    let sum = 0;
    for (let count = 1; count < sorted.length; count++) {
      sum += y[sorted[count - 1] ?? 0] ?? 0;
      const [below, above] = [at(sorted[count - 1]), at(sorted[count])];
      if (below === above || count < leaf || sorted.length - count < leaf) continue;
      // What the squared error falls by is the rise of the squared sums over the counts.
      const gain = sum ** 2 / count + (total - sum) ** 2 / (sorted.length - count) - base;
      if (gain > (found?.gain ?? 1e-12)) found = { feature, threshold: (below + above) / 2, gain };
    }
  }
  return found;
}
