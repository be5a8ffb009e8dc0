/** GPT-NAS's reconstruction of an individual before it is evaluated (Yu et al. 2023, section 3.4). */
import type { Edit } from '../../edits/edit.ts';
import type { LayerModel } from '../../ports.ts';
import type { Rng } from '../../random/rng.ts';
import {
  type Block,
  BLOCK_KINDS,
  channelsAfter,
  type Genome,
  labelOf,
  sameBlock,
  variantsOf,
} from './blocks.ts';
import type { Edited } from './operators.ts';
import { recordsOf } from './records.ts';
import { decode, encode, type LayerToken } from './vocabulary.ts';

/** The share of layers that lose their block in generation t, 0 for the first: it falls to 0 at t_max and stays there. */
export const eliminationRate = (start: number, generation: number, generations: number): number =>
  start * Math.max(0, 1 - generation / generations);

export interface Reconstructed extends Edited {
  /** Places of the blocks that the model put in, 0 for the first. */
  readonly predicted: readonly number[];
}

/**
 * Goes through the layers from left to right. A layer chosen with probability `rate` costs its block its place: the model
 * predicts the layer that comes next after all before that block, tells which block such a layer begins, and that block
 * is put in. It is not looked at again; its first layer, where it says so, settles its width, window and stride.
 *
 * The layer is drawn from the model's distribution, for the likeliest would make all individuals with one beginning the
 * same; the block is the classifier's first choice.
 *
 * @param channels of the input
 * @param isWorkable whether a network may be tried; a block that would make it too large is not put in
 */
export async function reconstruct(
  genome: Genome,
  rate: number,
  channels: number,
  model: LayerModel,
  rng: Rng,
  isWorkable: (genome: Genome) => boolean,
): Promise<Reconstructed> {
  let whole = genome;
  const before: number[] = [];
  const predicted: number[] = [];
  const edits: Edit[] = [];
  let width = channels;
  for (const [index, block] of genome.entries()) {
    let chosen = block;
    // Each layer of the block is drawn for until one is chosen; the draws for the others would change nothing.
    if (recordsOf(block, width).some(() => rng.chance(rate))) {
      const made = await predict(before, width, block, model, rng);
      const changed = whole.with(index, made);
      if (sameBlock(made, block) || isWorkable(changed)) {
        chosen = made;
        whole = changed;
        predicted.push(index);
        edits.push({
          kind: 'block-predicted',
          at: index + 1,
          block: labelOf(block),
          to: labelOf(made),
        });
      }
    }
    before.push(...recordsOf(chosen, width).map(encode));
    width = channelsAfter(chosen, width);
  }
  return { genome: whole, predicted, edits };
}

async function predict(
  before: readonly number[],
  channels: number,
  dropped: Block,
  model: LayerModel,
  rng: Rng,
): Promise<Block> {
  const layer = draw(await model.next(before), rng);
  const kind = BLOCK_KINDS[largest(await model.classify(before, layer))];
  if (!kind) throw new RangeError('the classifier knows a block that the table does not');
  return variantLike(kind, decode(layer), channels, dropped);
}

/** The block of the kind whose first layer is most like the predicted one; of several, the one most like the block that it replaces. */
function variantLike(kind: Block['kind'], predicted: LayerToken, channels: number, dropped: Block): Block {
  const rated = variantsOf(kind).map((block) => {
    const [first] = recordsOf(block, channels);
    const likeness = first ? alike(decode(encode(first)), predicted) : 0;
    return { block, likeness, kept: alike(block, dropped) };
  });
  const [best] = rated.toSorted((a, b) => b.likeness - a.likeness || b.kept - a.kept);
  if (!best) throw new RangeError(`there is no block of kind ${kind}`);
  return best.block;
}

/** Properties that are the same in both. */
const alike = (a: object, b: object): number => {
  const theirs = new Map(Object.entries(b));
  return Object.entries(a).filter(([key, value]) => theirs.get(key) === value).length;
};

/** Drawn from the softmax of the logits. */
function draw(logits: Float32Array, rng: Rng): number {
  const top = Math.max(...logits);
  return rng.pickWeighted(
    [...logits].map((logit, token): [number, number] => [token, Math.exp(logit - top)]),
  );
}

const largest = (logits: Float32Array): number => logits.indexOf(Math.max(...logits));
