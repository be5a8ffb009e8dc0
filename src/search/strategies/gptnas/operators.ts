/**
 * The genetic operators. The paper gives their probabilities and that lengths vary, and leaves the rest open (Yu et al.
 * 2023, section 4.3); these are the plain ones for lists of different lengths.
 */
import type { Edit } from '../../edits/edit.ts';
import type { Rng } from '../../random/rng.ts';
import { type Block, type Genome, labelOf, sameBlock, variantsOf } from './blocks.ts';
import { randomBlock, randomVariant } from './genome.ts';

export interface Bounds {
  readonly minBlocks: number;
  readonly maxBlocks: number;
}

/** A genome with what was done to it. */
export interface Edited {
  readonly genome: Genome;
  readonly edits: readonly Edit[];
}

/**
 * One-point crossover: each parent is cut at a point of its own, and the child is the head of the first and the tail of
 * the second. Of all pairs of cuts that leave both a block and the child within the bounds, each is alike likely.
 */
export function crossover(rng: Rng, first: Genome, second: Genome, { minBlocks, maxBlocks }: Bounds): Edited {
  const cuts = first.flatMap((_, index) =>
    second.flatMap((_each, from) => {
      const head = index + 1;
      const length = head + second.length - from;
      return length >= minBlocks && length <= maxBlocks ? [{ head, from }] : [];
    }),
  );
  if (cuts.length === 0) return { genome: first, edits: [] };
  const { head, from } = rng.pick(cuts);
  return {
    genome: [...first.slice(0, head), ...second.slice(from)],
    edits: [{ kind: 'crossover', first: head, last: second.length - from }],
  };
}

/**
 * One edit: a block put in, taken out or exchanged for one of any kind, or other settings for one. Those that can be made
 * are alike likely.
 */
export function mutation(rng: Rng, genome: Genome, { minBlocks, maxBlocks }: Bounds): Edited {
  const edit = rng.pick([
    ...(genome.length < maxBlocks ? [insert] : []),
    ...(genome.length > minBlocks ? [remove] : []),
    exchange,
    ...(genome.some(isVariable) ? [vary] : []),
  ]);
  return edit(rng, genome);
}

/** Whether its kind has settings to choose from. */
const isVariable = ({ kind }: Block): boolean => variantsOf(kind).length > 1;

function insert(rng: Rng, genome: Genome): Edited {
  const at = rng.int(genome.length + 1);
  const block = randomBlock(rng);
  const label = labelOf(block);
  return {
    genome: genome.toSpliced(at, 0, block),
    edits: [at === 0 ? { kind: 'block-first', block: label } : { kind: 'block-after', at, block: label }],
  };
}

function remove(rng: Rng, genome: Genome): Edited {
  const [at, block] = rng.pick([...genome.entries()]);
  return {
    genome: genome.toSpliced(at, 1),
    edits: [{ kind: 'block-out', at: at + 1, block: labelOf(block) }],
  };
}

function exchange(rng: Rng, genome: Genome): Edited {
  const [at, before] = rng.pick([...genome.entries()]);
  let block = randomBlock(rng);
  while (sameBlock(block, before)) block = randomBlock(rng);
  return {
    genome: genome.with(at, block),
    edits: [{ kind: 'block-exchanged', at: at + 1, block: labelOf(before), to: labelOf(block) }],
  };
}

function vary(rng: Rng, genome: Genome): Edited {
  const [at, before] = rng.pick([...genome.entries()].filter(([, block]) => isVariable(block)));
  const block = randomVariant(rng, before.kind, before);
  return {
    genome: genome.with(at, block),
    edits: [{ kind: 'block-varied', at: at + 1, block: labelOf(before), to: labelOf(block) }],
  };
}
