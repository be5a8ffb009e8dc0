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
  const points = Array.from({ length: Math.max(samples, count) }, (): Point => [rng.float(), rng.float()]);
  let centroids: readonly Point[] = points.slice(0, count);
  for (let step = 0; step < STEPS; step++) centroids = meansOf(points, centroids);
  return centroids;
}

function meansOf(points: readonly Point[], centroids: readonly Point[]): readonly Point[] {
  const sums = centroids.map(() => ({ x: 0, y: 0, count: 0 }));
  for (const point of points) {
    const sum = sums[nearest(centroids, point)];
    if (!sum) continue;
    sum.x += point[0];
    sum.y += point[1];
    sum.count += 1;
  }
  return sums.map(({ x, y, count }, i) => (count === 0 ? (centroids[i] as Point) : [x / count, y / count]));
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
