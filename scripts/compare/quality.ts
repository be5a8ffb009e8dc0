/** Quality and diversity of what a search found, in the archive that every search of the page has. */
import { GridArchive } from '../../src/search/archive/gridArchive.ts';
import { measuresOf } from '../../src/search/archive/measures.ts';
import type { Trace } from './trace.ts';

export interface QualityDiversity {
  /** Share of the niches that are filled, 0-1. */
  readonly coverage: number;
  /** Sum of the elites' accuracies (Pugh et al. 2016). */
  readonly qdScore: number;
}

/** Of the first so many candidates. */
export function qualityOf({ tried }: Trace, evaluations: number): QualityDiversity {
  const archive = new GridArchive();
  tried.slice(0, evaluations).forEach(({ score }, i) => {
    if (score) archive.place(i + 1, score.accuracy, measuresOf(score));
  });
  const { coverage, qdScore } = archive;
  return { coverage, qdScore };
}
