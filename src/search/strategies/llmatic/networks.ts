import { CvtArchive, type Placed, type Point } from '../../archive/cvt.ts';
import { measuresOf } from '../../archive/measures.ts';
import type { CandidateId } from '../../domain.ts';
import type { Evaluated } from '../../ports.ts';
import type { Known } from '../../prompts/ask.ts';
import type { ShownNetwork } from '../../prompts/llmaticPrompt.ts';

/** A network of the archive with what its place hangs on. */
export interface Network extends Known {
  /** Validation loss, where the paper has the test loss; lowest is best. */
  readonly loss: number;
  readonly measures: Point;
}

/** A network that children come of. One that was not trained itself has the weights of another, or none. */
export interface Parent extends ShownNetwork {
  readonly loss?: number;
  /** Whose weights its children begin with, where not its own. */
  readonly weightsOf?: CandidateId;
}

/** Undefined for what was not scored. */
export function networkOf({ candidate, outcome, architecture }: Evaluated): Network | undefined {
  if (outcome.kind !== 'scored' || !architecture) return undefined;
  const { id, source } = candidate;
  const { params, valAccuracy, valLoss } = outcome;
  return { id, source, params, valAccuracy, loss: valLoss, measures: measuresOf(architecture) };
}

/** An elite in its niche. */
export interface Housed {
  readonly niche: number;
  readonly network: Network;
}

/** Where a network went, whether or not it is the elite there. */
export interface Placement extends Housed {
  readonly kind: Placed;
}

/**
 * The network archive: the lowest loss of each niche over log FLOPs and log width-to-depth, both within bounds (section
 * 3.1; the released code puts raw descriptors among centroids of the unit square, which leaves few niches in reach).
 */
export class Networks {
  readonly #archive: CvtArchive<Network>;

  constructor(centroids: readonly Point[]) {
    this.#archive = new CvtArchive(centroids);
  }

  get centroids(): readonly Point[] {
    return this.#archive.centroids;
  }

  place(network: Network): Placement {
    return { network, ...this.#archive.place(network.measures, -network.loss, network) };
  }

  /** Lowest loss first. */
  get ranked(): readonly Network[] {
    return this.#archive.ranked.map(({ value }) => value);
  }

  get housed(): readonly Housed[] {
    return [...this.#archive.niches].map(([niche, { value }]) => ({ niche, network: value }));
  }

  get size(): number {
    return this.#archive.size;
  }

  /** The same elites in other niches. */
  laidOut(centroids: readonly Point[]): Networks {
    const anew = new Networks(centroids);
    for (const network of this.ranked) anew.place(network);
    return anew;
  }
}
