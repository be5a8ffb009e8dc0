/** What weight sharing costs, in the training of candidates: random search beside it is given as much. */
import type { TaskShape } from '../domain.ts';
import type { RelaxationSettings } from '../ports.ts';
import { EDGES, STEM_KERNEL, WIDTHS, liveEdges, operationOn } from '../spaces/cell.ts';
import { enumerate } from '../spaces/enumerate.ts';
import { SPACES } from '../spaces/index.ts';
import type { TrainingSpec } from '../spec/spec.ts';
import { PATH_BATCH, RELAXATION_BATCH } from './recipe.ts';

/** A forward and a backward pass are taken for three forward passes, since the way back has two products for each one of the way there. */
const FORWARD_SHARE = 1 / 3;

/** Passes forward and back of one batch in a step: one for the weights, and those of the architecture's gradient. */
const PASSES: Readonly<Record<RelaxationSettings['order'], number>> = {
  first: 1 + 1,
  // By the weights on the one half, by both on the other, and by the architecture on either side of the weights.
  second: 1 + 4,
};

/** Of single paths, each of which is a network of the space. */
export const pathExamples = (steps: number): number => steps * PATH_BATCH;

/** Of looking at so many networks on so many validation examples. */
export const scoreExamples = (networks: number, examples: number): number =>
  networks * examples * FORWARD_SHARE;

/** Of steps with all operations on all edges. */
export const relaxationExamples = (
  steps: number,
  order: RelaxationSettings['order'],
  task: TaskShape,
): number => steps * PASSES[order] * RELAXATION_BATCH * mixtureFactor(task);

/**
 * Multiplications of the whole supernet for those of an average network of the space. Convolutions only; all else is little
 * beside them.
 */
export function mixtureFactor({ inputShape }: TaskShape): number {
  const rank = inputShape.length - 1;
  let positions = inputShape.slice(0, rank).reduce((product, side) => product * side, 1);
  let channels = inputShape[rank] ?? 1;
  let stems = 0;
  let onEdge = 0;
  for (const width of WIDTHS) {
    positions /= 2 ** rank;
    stems += positions * STEM_KERNEL ** rank * channels * width;
    onEdge += positions * 3 ** rank * width * width;
    channels = width;
  }
  return (stems + EDGES.length * onEdge) / (stems + meanConvolutions() * onEdge);
}

let mean: number | undefined;

/** In a cell of the space, among those on a way from its first node to its last. */
function meanConvolutions(): number {
  if (mean !== undefined) return mean;
  let cells = 0;
  let convolutions = 0;
  for (const genotype of enumerate(SPACES.cell)) {
    cells += 1;
    convolutions += liveEdges(genotype).filter((edge) => operationOn(genotype, edge) === 'conv 3').length;
  }
  return (mean = convolutions / cells);
}

/**
 * Training examples that a candidate's training goes through.
 *
 * @param share of the training examples, 0–1
 * @throws RangeError when the training is counted in passes and the data's size is not known
 */
export function candidateExamples(
  { length, batchSize }: TrainingSpec,
  { labelCounts = [] }: TaskShape,
  validationFraction: number,
  share = 1,
): number {
  if (length.unit === 'steps') return length.count * batchSize;
  const held = labelCounts.reduce((sum, count) => sum + count, 0);
  if (held === 0)
    throw new RangeError('A training is counted in passes over data of which the size is not known.');
  return (length.count * share * held * (1 - validationFraction)) / validationFraction;
}
