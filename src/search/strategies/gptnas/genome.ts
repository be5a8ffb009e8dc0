import type { TaskShape } from '../../domain.ts';
import { WORKING_LIMITS } from '../../program/limits.ts';
import { readProgram } from '../../program/reading/read.ts';
import { parseProgram } from '../../program/syntax/parse.ts';
import type { Rng } from '../../random/rng.ts';
import { type Block, BLOCK_KINDS, type BlockKind, type Genome, labelOf, variantsOf } from './blocks.ts';
import { render } from './render.ts';

/** Of the blocks that may have a stride, three of four have none, or long networks would soon have one position left. */
const STRIDE_WEIGHT = 1 / 4;

/** Draws after which even a wide task must have met a network that fits. */
const MOST_DRAWS = 1000;

/** A block of the kind with random settings. */
export function randomVariant(rng: Rng, kind: BlockKind, except?: Block): Block {
  const variants = variantsOf(kind).filter((each) => !except || labelOf(each) !== labelOf(except));
  const weighted = variants.map((each): [Block, number] => [
    each,
    each.stride > 1 ? STRIDE_WEIGHT : 1 - STRIDE_WEIGHT,
  ]);
  return rng.pickWeighted(weighted);
}

/** A block of any kind, all alike likely. */
export const randomBlock = (rng: Rng): Block => randomVariant(rng, rng.pick(BLOCK_KINDS));

/**
 * Random blocks, `min` to `max` of them, all lengths alike likely, given that the network stays within the limits in
 * which the grammar samples.
 * @throws RangeError when the task is so large that nothing fits
 */
export function randomGenome(rng: Rng, task: TaskShape, min: number, max: number): Genome {
  const length = min + rng.int(max - min + 1);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const genome = Array.from({ length }, () => randomBlock(rng));
    if (isWorkable(genome, task)) return genome;
  }
  throw new RangeError(
    `no network of ${length} blocks for inputs of shape ${task.inputShape.join(' x ')} fits the limits`,
  );
}

/** Whether the sandbox takes the rendered program and its network trains within a minute or two: see `WORKING_LIMITS`. */
export function isWorkable(genome: Genome, task: TaskShape): boolean {
  const program = parseProgram(render(genome, task));
  if (!program.ok) throw new Error(program.error);
  const { kind, architecture } = readProgram(program.value, task);
  if (kind === 'unreadable') throw new Error(`unreadable: ${genome.map(labelOf).join(', ')}`);
  return (
    architecture !== undefined &&
    architecture.params <= WORKING_LIMITS.params &&
    architecture.flops <= WORKING_LIMITS.flops
  );
}
