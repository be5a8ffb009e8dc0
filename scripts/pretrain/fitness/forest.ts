/** Extremely randomised trees (Geurts et al. 2006) for regression: few data, features of any scale, no tuning. */
import type { Rng } from '../../../src/search/random/rng.ts';

type Tree = { readonly value: number } | Split;

interface Split {
  readonly feature: number;
  readonly at: number;
  readonly below: Tree;
  readonly above: Tree;
}

export interface Example {
  readonly features: readonly number[];
  readonly value: number;
}

export class Forest {
  readonly #trees: readonly Tree[];

  /** @param examples one or more, with features of equal length */
  constructor(examples: readonly Example[], rng: Rng, trees = 100) {
    this.#trees = Array.from({ length: trees }, () => grow(examples, rng));
  }

  predict(features: readonly number[]): number {
    const sum = this.#trees.reduce((total, tree) => total + leafOf(tree, features), 0);
    return sum / this.#trees.length;
  }
}

/** A leaf has at least so many examples. */
const LEAF = 2;

function leafOf(tree: Tree, features: readonly number[]): number {
  let node = tree;
  while ('feature' in node) node = (features[node.feature] ?? 0) < node.at ? node.below : node.above;
  return node.value;
}

const meanOf = (examples: readonly Example[]): number =>
  examples.reduce((sum, { value }) => sum + value, 0) / examples.length;

/** Sum of squared distances to the mean. */
function spreadOf(examples: readonly Example[]): number {
  const mean = meanOf(examples);
  return examples.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
}

function grow(examples: readonly Example[], rng: Rng): Tree {
  const best = examples.length < 2 * LEAF ? undefined : bestSplit(examples, rng);
  if (!best) return { value: meanOf(examples) };
  const { feature, at, below, above } = best;
  return { feature, at, below: grow(below, rng), above: grow(above, rng) };
}

/** Of one random threshold for each of a third of the features, the one that leaves the least spread. */
function bestSplit(examples: readonly Example[], rng: Rng) {
  const count = examples[0]?.features.length ?? 0;
  const features = rng.sample(
    Array.from({ length: count }, (_, feature) => feature),
    Math.ceil(count / 3),
  );
  let best;
  for (const feature of features) {
    const values = examples.map((each) => each.features[feature] ?? 0);
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (low === high) continue;
    const at = low + rng.float() * (high - low);
    const below = examples.filter((each) => (each.features[feature] ?? 0) < at);
    const above = examples.filter((each) => (each.features[feature] ?? 0) >= at);
    if (below.length < LEAF || above.length < LEAF) continue;
    const spread = spreadOf(below) + spreadOf(above);
    if (!best || spread < best.spread) best = { feature, at, below, above, spread };
  }
  return best;
}
