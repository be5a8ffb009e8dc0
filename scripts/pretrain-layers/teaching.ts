/** The part of the teaching that runs in the browser, with the page's own code. */
import { Rng } from '../../src/search/random/rng.ts';
import { BLOCK_KINDS, type Genome } from '../../src/search/strategies/gptnas/blocks.ts';
import { betterHalf, genomeOf, type ScoredCorpus } from '../../src/search/strategies/gptnas/corpus.ts';
import { KNOWN_NETWORKS } from '../../src/search/strategies/gptnas/known.ts';
import { sequenceOf, VOCABULARY_SIZE } from '../../src/search/strategies/gptnas/vocabulary.ts';
import { kernelArithmetic } from '../../src/workers/coder/kernels.ts';
import type { Weights } from '../../src/workers/coder/weights.ts';
import { LEARNING_RATES } from '../../src/workers/layers/layerTeacher.ts';
import { LayerNetworks } from '../../src/workers/layers/networks.ts';
import { startTeaching } from '../../src/workers/layers/startTeaching.ts';
import { drawWeights, packWeights } from '../../src/workers/layers/weights.ts';
import { type Quality, qualityOn } from './quality.ts';

const sizes = { vocabulary: VOCABULARY_SIZE, blocks: BLOCK_KINDS.length };
const SEED = 1;
/** Of each kind, one of so many is held out when quality is measured. */
const HELD_OUT = 6;

export interface Steps {
  readonly pretrain: number;
  readonly 'fine-tune': number;
}

interface Corpora {
  readonly random: readonly Genome[];
  readonly known: readonly Genome[];
}

/** What is learnt from: the better half of the random networks, and the known ones. */
const corporaOf = (corpus: ScoredCorpus): Corpora => ({
  random: betterHalf(corpus).map(genomeOf),
  known: KNOWN_NETWORKS.map(({ genome }) => genome),
});

/** Fresh weights, then those after each phase. */
async function* taughtOn({ random, known }: Corpora, steps: Steps): AsyncGenerator<Weights> {
  const teach = await startTeaching();
  const rng = new Rng(SEED);
  let weights = drawWeights(sizes, rng.seed());
  yield weights;
  for (const [phase, genomes] of [
    ['pretrain', random],
    ['fine-tune', known],
  ] as const) {
    const teaching = { steps: steps[phase], learningRate: LEARNING_RATES[phase], seed: rng.seed() };
    const sequences = genomes.map((genome) => sequenceOf(genome));
    weights = await teach(sizes, weights, sequences, teaching, () => {}, new AbortController().signal);
    yield weights;
  }
}

/** @returns the weights of both networks after both phases, as they are shipped */
export async function make(corpus: ScoredCorpus, steps: Steps): Promise<readonly number[]> {
  let weights: Weights = new Map();
  for await (weights of taughtOn(corporaOf(corpus), steps));
  return [...packWeights(sizes, weights)];
}

export interface Measured {
  readonly random: Quality;
  readonly known: Quality;
  readonly seconds: number;
}

/** Teaches on part of both corpora and measures on the rest: with fresh weights and after each phase. */
export async function measure(corpus: ScoredCorpus, steps: Steps): Promise<readonly Measured[]> {
  const corpora = corporaOf(corpus);
  const taught = { random: part(corpora.random, false), known: part(corpora.known, false) };
  const rows: Measured[] = [];
  let start = performance.now();
  for await (const weights of taughtOn(taught, steps)) {
    const seconds = (performance.now() - start) / 1000;
    const networks = new LayerNetworks(sizes, weights, await kernelArithmetic());
    rows.push({
      random: qualityOn(networks, part(corpora.random, true)),
      known: qualityOn(networks, part(corpora.known, true)),
      seconds,
    });
    start = performance.now();
  }
  return rows;
}

const part = (genomes: readonly Genome[], isHeldOut: boolean): readonly Genome[] =>
  genomes.filter((_, i) => (i % HELD_OUT === HELD_OUT - 1) === isHeldOut);
