import { Rng } from '../random/rng.ts';
import type { Examples } from './dataset.ts';

/** Row numbers of the published training data, each list in ascending order. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Holds out `fraction` of the training data for validation, at random but with every class in its share, so that
 * scores do not hang on which classes fell where. Equal streams give equal splits.
 *
 * @param labels [count], class indices of the training data
 * @param fraction 0–1; the held-out count is `count * fraction`, rounded
 */
export function splitTraining(labels: Uint8Array, fraction: number, rng: Rng): Split {
  const held = new Set<number>();
  const rows = rowsByClass(labels);
  const quotas = shareOut(
    rows.map((members) => members.length * fraction),
    Math.round(labels.length * fraction),
  );
  rows.forEach((members, label) => {
    for (const row of rng.fork(label).sample(members, quotas[label] ?? 0)) held.add(row);
  });
  const every = Uint32Array.from(labels, (_, row) => row);
  return {
    train: every.filter((row) => !held.has(row)),
    validation: every.filter((row) => held.has(row)),
  };
}

/** The split of a run: whoever asks with the run's seed holds out the same rows. */
export const splitBySeed = (labels: Uint8Array, fraction: number, seed: number): Split =>
  splitTraining(labels, fraction, new Rng(seed).fork('split'));

/**
 * A share of a run's training rows, every class in its share; in ascending order. Whoever asks with the run's seed draws the
 * same.
 *
 * @param rows of the training split
 * @param share 0–1
 */
export function shareBySeed(labels: Uint8Array, rows: Uint32Array, share: number, seed: number): Uint32Array {
  const own = Uint8Array.from(rows, (row) => labels[row] as number);
  const { validation } = splitTraining(own, share, new Rng(seed).fork('share'));
  return validation.map((at) => rows[at] as number);
}

/** A copy of the given rows, in the order given. */
export function takeRows(examples: Examples, rows: Uint32Array): Examples {
  const width = examples.x.length / examples.y.length;
  const x = new Float32Array(rows.length * width);
  rows.forEach((row, i) => x.set(examples.x.subarray(row * width, (row + 1) * width), i * width));
  return { x, y: Uint8Array.from(rows, (row) => examples.y[row] as number) };
}

/** Fraction of the examples in the most common class: what the best constant answer scores. 0 for no examples. */
export function majorityAccuracy(labels: Uint8Array): number {
  const counts = rowsByClass(labels).map((rows) => rows.length);
  return labels.length === 0 ? 0 : Math.max(...counts) / labels.length;
}

/** How many of these rows belong to each class, [classes]. */
export function countLabels(labels: Uint8Array, rows: Uint32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const row of rows) {
    const label = labels[row] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return counts;
}

function rowsByClass(labels: Uint8Array): number[][] {
  const rows: number[][] = [];
  labels.forEach((label, row) => {
    while (rows.length <= label) rows.push([]);
    rows[label]?.push(row);
  });
  return rows;
}

/** Rounds shares to whole numbers that add up to `total`: down, then up for the largest remainders (Hamilton). */
function shareOut(shares: readonly number[], total: number): number[] {
  const whole = shares.map(Math.floor);
  const missing = total - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = shares
    .map((share, i) => ({ i, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { i } of byRemainder.slice(0, missing)) whole[i] = (whole[i] ?? 0) + 1;
  return whole;
}
