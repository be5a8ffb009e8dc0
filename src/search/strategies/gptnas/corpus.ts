/** The networks on which the GPT is pre-trained: random ones of the same blocks that were trained and scored. */
import type { LayerSequence } from '../../ports.ts';
import { blockOf, type Genome, labelOf } from './blocks.ts';
import { sequenceOf } from './vocabulary.ts';

/** As it is stored. */
export interface ScoredCorpus {
  /** Where the accuracies are from, e.g. `mnist1d, 400 steps, seed 1`. */
  readonly source: string;
  /** The labels of a network's blocks, joined by `; `, and its validation accuracy in 0–1. */
  readonly networks: readonly (readonly [string, number])[];
}

export const spell = (genome: Genome): string => genome.map(labelOf).join('; ');

/** @throws RangeError for what `spell` did not write */
export const genomeOf = (text: string): Genome => text.split('; ').map(blockOf);

/**
 * What pre-trains: the better half by accuracy, as it is spelt. The paper takes the 295,889 of 423,624 architectures of
 * NAS-Bench-101 that reach 90 % (Yu et al. 2023, section 4.2); at toy size no such threshold is given.
 */
export function betterHalf({ networks }: ScoredCorpus): readonly string[] {
  const byAccuracy = networks.toSorted(([, a], [, b]) => b - a);
  return byAccuracy.slice(0, Math.ceil(byAccuracy.length / 2)).map(([text]) => text);
}

export const pretrainingSequences = (corpus: ScoredCorpus): readonly LayerSequence[] =>
  betterHalf(corpus).map((text) => sequenceOf(genomeOf(text)));
