import { CvtArchive, type Point } from '../../archive/cvt.ts';
import { measuresOf } from '../../archive/measures.ts';
import type { Architecture } from '../../domain.ts';
import type { Known } from '../../prompts/ask.ts';

/** A network of the archive with what its place hangs on. */
export interface Network extends Known {
  /** Lowest is best: validation loss, where the paper has the test loss. */
  readonly loss: number;
  readonly measures: Point;
}

export const networkOf = (known: Known, loss: number, architecture: Architecture): Network => ({
  ...known,
  loss,
  measures: measuresOf(architecture),
});

/**
 * The network archive: the lowest loss of each niche over log FLOPs and log width-to-depth, both within bounds (section
 * 3.1; the released code puts raw descriptors among centroids of the unit square, which leaves few niches in reach).
 */
export class Networks {
  readonly #archive: CvtArchive<Network>;

  constructor(centroids: readonly Point[]) {
    this.#archive = new CvtArchive(centroids);
  }

  place(network: Network) {
    return this.#archive.place(network.measures, -network.loss, network);
  }

  /** Lowest loss first. */
  get ranked(): readonly Network[] {
    return this.#archive.ranked.map(({ value }) => value);
  }

  get size(): number {
    return this.#archive.size;
  }
}
