/** How well the two networks predict, of networks of blocks, each layer from those before it, as a search asks them to. */
import type { Genome } from '../../src/search/strategies/gptnas/blocks.ts';
import { recordsByBlock } from '../../src/search/strategies/gptnas/records.ts';
import { sequenceOf } from '../../src/search/strategies/gptnas/vocabulary.ts';
import type { LayerNetworks } from '../../src/workers/layers/networks.ts';

export interface Quality {
  /** Of the next layer: e to the mean cross-entropy in nats. 1 is certainty; the size of the vocabulary is a blind guess. */
  readonly perplexity: number;
  /** Share of layers that were thought the likeliest. */
  readonly nextLayer: number;
  /** Share of layers whose block was told, of all and of those that begin a block. */
  readonly block: number;
  readonly blockOfFirst: number;
}

export function qualityOn(networks: LayerNetworks, genomes: readonly Genome[]): Quality {
  const predicted = genomes.flatMap((genome) => predictedIn(networks, genome));
  const firsts = predicted.filter(({ beginsBlock }) => beginsBlock);
  return {
    perplexity: Math.exp(mean(predicted.map(({ nats }) => nats))),
    nextLayer: mean(predicted.map(({ isLikeliest }) => Number(isLikeliest))),
    block: mean(predicted.map(({ isBlockTold }) => Number(isBlockTold))),
    blockOfFirst: mean(firsts.map(({ isBlockTold }) => Number(isBlockTold))),
  };
}

function predictedIn(networks: LayerNetworks, genome: Genome) {
  const { layers, blocks } = sequenceOf(genome);
  const beginsBlock = recordsByBlock(genome, 1).flatMap((records) => records.map((_, place) => place === 0));
  return layers.map((layer, i) => {
    const before = layers.slice(0, i);
    const logits = networks.next(before);
    return {
      nats: crossEntropy(logits, layer),
      isLikeliest: largest(logits) === layer,
      isBlockTold: largest(networks.classify(before, layer)) === blocks[i],
      beginsBlock: beginsBlock[i],
    };
  });
}

function crossEntropy(logits: Float32Array, wanted: number): number {
  const top = Math.max(...logits);
  const sum = logits.reduce((all, logit) => all + Math.exp(logit - top), 0);
  return Math.log(sum) + top - (logits[wanted] as number);
}

const largest = (logits: Float32Array): number => logits.indexOf(Math.max(...logits));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
