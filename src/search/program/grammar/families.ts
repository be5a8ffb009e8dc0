import { channelsOf, sizeAt, sizeOf } from '../../graph/shape.ts';
import type { Rng } from '../../random/rng.ts';
import { layerWithNorm, rankOf, writeBlock } from './blocks.ts';
import { type Family, GRAMMAR } from './distribution.ts';
import type { ProgramWriter } from './writer.ts';

/** Writes all layers but the output. */
export const FAMILIES: Readonly<Record<Family, (net: ProgramWriter, rng: Rng) => void>> = {
  convolutional(net, rng) {
    const { blocks, block, filters, filterSteps } = GRAMMAR.convolutional;
    let rung = rng.int(filters.length);
    for (let left = rng.pickWeighted(blocks); left > 0; left--) {
      writeBlock(net, rng, rng.pickWeighted(block), filters[rung] ?? filters[0]);
      const next = rung + rng.pickWeighted(filterSteps);
      rung = Math.min(filters.length - 1, Math.max(0, next));
    }
    writeHead(net, rng);
  },

  dense(net, rng) {
    const { layers, units, skip, dropout } = GRAMMAR.dense;
    if (net.shape.length > 1) net.then('flatten');
    const activation = rng.pickWeighted(GRAMMAR.activation);
    const norm = rng.pickWeighted(GRAMMAR.norm);
    for (let left = rng.pickWeighted(layers); left > 0; left--) {
      const width = rng.pick(units);
      if (sizeOf(net.shape) === width || rng.chance(skip)) {
        const before = net.keep('skip');
        layerWithNorm(net, rng, 'dense', { units: channelsOf(net.shape) }, { activation, norm });
        net.merge('add', [net.end, before]);
      } else {
        layerWithNorm(net, rng, 'dense', { units: width }, { activation, norm });
      }
      if (rng.chance(dropout)) net.then('dropout', { rate: rng.pick(GRAMMAR.dropoutRate) });
    }
  },

  recurrent(net, rng) {
    const { cell, units, bidirectional, maxSteps } = GRAMMAR.recurrent;
    if (rankOf(net) !== 1) return FAMILIES.convolutional(net, rng);
    while (sizeAt(net.shape, 0) > maxSteps) {
      const strides = Math.max(2, Math.ceil(sizeAt(net.shape, 0) / (2 * maxSteps)));
      const filters = rng.pick(GRAMMAR.convolutional.filters);
      net.then('conv1d', {
        filters,
        kernelSize: 2 * strides + 1,
        strides,
        padding: 'same',
        activation: 'relu',
      });
    }
    const factory = rng.pickWeighted(cell);
    const config = { units: rng.pick(units) };
    if (rng.chance(bidirectional)) net.then('bidirectional', { layer: { factory, config } });
    else net.then(factory, config);
  },
};

/** From the last block to one vector. */
function writeHead(net: ProgramWriter, rng: Rng): void {
  const { kind, dense, units, dropout } = GRAMMAR.head;
  const head = rng.pickWeighted(kind);
  const rank = rankOf(net);
  if (head === 'flatten') net.then('flatten');
  else net.then(head === 'average' ? `globalAveragePooling${rank}d` : `globalMaxPooling${rank}d`);
  if (rng.chance(dense)) {
    layerWithNorm(
      net,
      rng,
      'dense',
      { units: rng.pick(units) },
      {
        activation: rng.pickWeighted(GRAMMAR.activation),
        norm: 'none',
      },
    );
  }
  if (rng.chance(dropout)) net.then('dropout', { rate: rng.pick(GRAMMAR.dropoutRate) });
}
