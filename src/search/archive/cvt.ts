import type { Rng } from '../random/rng.ts';

export type Point = readonly [number, number];

/** Points that the niches are laid out by: enough for niches of even size, and as many as LLMatic's code draws. */
const SAMPLES = 25_000;
/** Lloyd's steps; after these the centroids hardly move. */
const STEPS = 12;

/**
 * Centroids of a centroidal Voronoi tessellation of the unit square: k-means over uniform samples (Vassiliades et al.
 * 2018, CVT-MAP-Elites, algorithm 1), by Lloyd's steps from random samples.
 *
 * @param count of niches, 1 or more
 */
export function centroidsOf(count: number, rng: Rng, samples = SAMPLES): readonly Point[] {
  const points = pairsOf(Array.from({ length: Math.max(samples, count) }, () => [rng.float(), rng.float()]));
  const centroids = points.slice(0, 2 * count);
  for (let step = 0; step < STEPS; step++) moveToMeans(centroids, points);
  return Array.from({ length: count }, (_, i) => [centroids[2 * i] ?? 0, centroids[2 * i + 1] ?? 0]);
}

/** [x, y, x, y, ...], since a layout takes tens of millions of distances. */
const pairsOf = (points: readonly (readonly number[])[]): Float64Array => Float64Array.from(points.flat());

/** One of Lloyd's steps: each centroid to the mean of the points that it is the nearest to, if there are any. */
function moveToMeans(centroids: Float64Array, points: Float64Array): void {
  const sums = new Float64Array(centroids.length);
  const counts = new Uint32Array(centroids.length / 2);
  for (let i = 0; i < points.length; i += 2) {
    const [x = 0, y = 0] = [points[i], points[i + 1]];
    const niche = nearestPair(centroids, x, y);
    sums[2 * niche] = (sums[2 * niche] ?? 0) + x;
    sums[2 * niche + 1] = (sums[2 * niche + 1] ?? 0) + y;
    counts[niche] = (counts[niche] ?? 0) + 1;
  }
  counts.forEach((count, niche) => {
    if (count === 0) return;
    centroids[2 * niche] = (sums[2 * niche] ?? 0) / count;
    centroids[2 * niche + 1] = (sums[2 * niche + 1] ?? 0) / count;
  });
}

function nearestPair(centroids: Float64Array, x: number, y: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < centroids.length; i += 2) {
    const distance = ((centroids[i] ?? 0) - x) ** 2 + ((centroids[i + 1] ?? 0) - y) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best / 2;
}

/** Number of the centroid that is nearest, the first one on a tie. */
export function nearest(centroids: readonly Point[], [x, y]: Point): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < centroids.length; i++) {
    const [cx, cy] = centroids[i] as Point;
    const distance = (cx - x) ** 2 + (cy - y) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

export interface Elite<T> {
  readonly fitness: number;
  readonly value: T;
}

export type Placed = 'new' | 'improved' | 'kept-incumbent';

/** CVT-MAP-Elites (Vassiliades et al. 2018): keeps the fittest of each Voronoi niche of the unit square. */
export class CvtArchive<T> {
  readonly centroids: readonly Point[];
  readonly #onTie: 'incumbent' | 'newcomer';
  readonly #elites = new Map<number, Elite<T>>();

  /** @param onTie who has the niche when both are equally fit; a newcomer then counts as an improvement */
  constructor(centroids: readonly Point[], onTie: 'incumbent' | 'newcomer' = 'incumbent') {
    this.centroids = centroids;
    this.#onTie = onTie;
  }

  /** @param measures each 0–1 */
  place(measures: Point, fitness: number, value: T): { readonly niche: number; readonly kind: Placed } {
    const niche = nearest(this.centroids, measures);
    const incumbent = this.#elites.get(niche);
    if (incumbent && !this.#displaces(fitness, incumbent.fitness)) return { niche, kind: 'kept-incumbent' };
    this.#elites.set(niche, { fitness, value });
    return { niche, kind: incumbent ? 'improved' : 'new' };
  }

  /** Puts something else in the elite's place that is as fit. @throws RangeError for an empty niche */
  change(niche: number, value: T): void {
    const elite = this.#elites.get(niche);
    if (!elite) throw new RangeError(`niche ${niche} is empty`);
    this.#elites.set(niche, { ...elite, value });
  }

  get size(): number {
    return this.#elites.size;
  }

  /** Fittest first; of the niche that was filled earlier on a tie. */
  get ranked(): readonly Elite<T>[] {
    return [...this.#elites.values()].toSorted((a, b) => b.fitness - a.fitness);
  }

  /** The elites by the number of their niche, in the order in which niches were filled. */
  get niches(): ReadonlyMap<number, Elite<T>> {
    return this.#elites;
  }

  #displaces(fitness: number, incumbent: number): boolean {
    return fitness > incumbent || (fitness === incumbent && this.#onTie === 'newcomer');
  }
}
