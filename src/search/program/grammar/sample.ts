import type { TaskShape } from '../../domain.ts';
import type { Rng } from '../../random/rng.ts';
import { affordableFilters, type BlockStyle, writeBlock } from './blocks.ts';
import { type BlockKind, GRAMMAR, type Reduction } from './distribution.ts';
import { Draft } from './draft.ts';

/**
 * Draws a program from the grammar. It fits the task: shapes are tracked while it is written, and its size stays
 * within what `GRAMMAR` allows.
 */
export function sampleProgram(task: TaskShape, rng: Rng): string {
  const draft = new Draft(task);
  const isSequence = task.inputShape.length === 2;
  const family = rng.pickWeighted(GRAMMAR.family);
  // Recurrent layers read sequences; an image is left to convolutions.
  if (family === 'dense' || task.inputShape.length === 1) writeDense(draft, rng);
  else if (family === 'recurrent' && isSequence) writeRecurrent(draft, rng);
  else writeConvolutional(draft, isSequence, rng);
  return draft.finish();
}

function writeConvolutional(draft: Draft, isSequence: boolean, rng: Rng): void {
  const { convolutional } = GRAMMAR;
  const style: BlockStyle = {
    activation: rng.pickWeighted(GRAMMAR.activation),
    normalization: rng.pickWeighted(GRAMMAR.normalization),
  };
  const kinds = convolutional.block.filter(([kind]) => !isSequence || !IMAGES_ONLY.has(kind));
  const kernel = rng.pickWeighted(convolutional.kernel);
  let width: number = rng.pick(convolutional.filters);
  for (let left = rng.pickWeighted(convolutional.blocks); left > 0; left--) {
    const reduction = draft.resolution >= 4 ? rng.pickWeighted(convolutional.reduction) : 'none';
    const filters = affordableFilters(draft, width, kernel);
    const strides = reduction === 'strides' ? 2 : 1;
    writeBlock(draft, rng.pickWeighted(kinds), { filters, kernel, strides }, style, rng);
    pool(draft, reduction);
    if (reduction !== 'none') width = Math.round(width * rng.pickWeighted(convolutional.growth));
  }
  writeHead(draft, style.activation, rng);
}

const IMAGES_ONLY: ReadonlySet<BlockKind> = new Set(['separable', 'depthwise']);

function pool(draft: Draft, reduction: Reduction): void {
  if (reduction !== 'maxPooling' && reduction !== 'averagePooling') return;
  draft.layer(`${reduction}${draft.suffix}`, { poolSize: 2 });
  draft.pooled(2);
}

function writeHead(draft: Draft, activation: string, rng: Rng): void {
  const head = rng.pickWeighted(GRAMMAR.head);
  const units = rng.chance(GRAMMAR.denseBeforeOutput) ? rng.pick(GRAMMAR.dense.units) : undefined;
  // A wide dense layer on a long vector would be most of the network.
  const isTooLong = draft.features * (units ?? 10) > GRAMMAR.mostParams / 3;
  if (head === 'flatten' && !isTooLong) {
    draft.layer('flatten');
    draft.flattened();
  } else {
    draft.layer(`${head === 'flatten' ? 'globalAveragePooling' : head}${draft.suffix}`);
    draft.averaged();
  }
  if (units !== undefined) connect(draft, units, activation);
  writeDropout(draft, rng);
}

function writeDropout(draft: Draft, rng: Rng): void {
  if (rng.chance(GRAMMAR.dropoutBeforeOutput))
    draft.layer('dropout', { rate: rng.pick(GRAMMAR.dropoutRates) });
}

function connect(draft: Draft, units: number, activation: string): void {
  draft.layer('dense', { units, activation });
  draft.connected(units);
}

function writeDense(draft: Draft, rng: Rng): void {
  const { dense } = GRAMMAR;
  const activation = rng.pickWeighted(GRAMMAR.activation);
  if (draft.resolution > 1) {
    draft.layer('flatten');
    draft.flattened();
  }
  for (let left = rng.pickWeighted(dense.layers); left > 0; left--) {
    const fitting = dense.units.filter((units) => draft.channels * units < GRAMMAR.mostParams / 2);
    connect(draft, rng.pick(fitting), activation);
    if (rng.chance(dense.skip)) {
      const name = draft.name('bridged');
      const { channels } = draft;
      draft.line(`const ${name} = x;`);
      connect(draft, channels, activation);
      draft.line(`x = tf.layers.add().apply([x, ${name}]);`);
    }
  }
  writeDropout(draft, rng);
}

function writeRecurrent(draft: Draft, rng: Rng): void {
  const { recurrent, convolutional } = GRAMMAR;
  const filters = rng.pick(convolutional.filters.slice(0, 5));
  const kernel = rng.pickWeighted(convolutional.kernel);
  const activation = rng.pickWeighted(GRAMMAR.activation);
  while (draft.resolution > recurrent.mostSteps)
    writeBlock(draft, 'plain', { filters, kernel, strides: 2 }, { activation, normalization: 'none' }, rng);
  const units = rng.pick(recurrent.units);
  draft.layer(rng.pickWeighted(recurrent.cell), { units });
  draft.averaged();
  writeDropout(draft, rng);
}
