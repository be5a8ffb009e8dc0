import type { Edit } from '../edits/edit.ts';
import type { Rng } from '../random/rng.ts';
import { type Block, INPUT, type Stages } from './network.ts';

/** A change after which a network can go on computing what it did (Elsken et al. 2017, section 3). */
export type Move =
  /** More channels, which the next layers do not heed at first. */
  | { readonly kind: 'widen'; readonly block: string; readonly width: number }
  /** A block that at first lets through what comes, after one that ends in a ReLU as it does. */
  | { readonly kind: 'deepen'; readonly after: string; readonly name: string; readonly kernel: number }
  /** An earlier signal joined to what a block reads, which it does not heed at first. */
  | { readonly kind: 'skip'; readonly block: string; readonly from: string };

/** Channels of a block at most, and blocks of a network: what trains in seconds. */
const WIDEST = 64;
const DEEPEST = 12;
const KERNELS = [3, 5];

export function apply(stages: Stages, move: Move): Stages {
  switch (move.kind) {
    case 'widen':
      return changed(stages, move.block, (block) => [{ ...block, width: move.width }]);
    case 'skip':
      return changed(stages, move.block, (block) => [{ ...block, skip: move.from }]);
    case 'deepen':
      return changed(stages, move.after, (block) => [
        block,
        { name: move.name, width: block.width, kernel: move.kernel },
      ]);
  }
}

const changed = (stages: Stages, name: string, change: (block: Block) => readonly Block[]): Stages =>
  stages.map((stage) => stage.flatMap((block) => (block.name === name ? change(block) : [block])));

/** Draws the kind evenly among those that are possible, then where. Undefined when the network is as large as it may be. */
export function drawMove(stages: Stages, rng: Rng): Move | undefined {
  const kinds = [widenings(stages), deepenings(stages), skips(stages)].filter((moves) => moves.length > 0);
  return kinds.length > 0 ? rng.pick(rng.pick(kinds)) : undefined;
}

const widenings = (stages: Stages): readonly Move[] =>
  stages
    .flat()
    .flatMap(({ name, width }) =>
      2 * width <= WIDEST ? [{ kind: 'widen', block: name, width: 2 * width } as const] : [],
    );

function deepenings(stages: Stages): readonly Move[] {
  const blocks = stages.flat();
  if (blocks.length >= DEEPEST) return [];
  // Blocks are only ever added, so that their number gives a name that was never given.
  const name = `conv${blocks.length + 1}`;
  return blocks.flatMap((block) =>
    KERNELS.map((kernel) => ({ kind: 'deepen', after: block.name, name, kernel }) as const),
  );
}

/** To each block that has none, from every earlier place of its stage but the one that it reads anyway. */
const skips = (stages: Stages): readonly Move[] =>
  stages.flatMap((stage) =>
    stage.flatMap(({ name, skip }, at) => {
      if (skip !== undefined) return [];
      const places = [INPUT, ...stage.slice(0, at).map((block) => block.name)].slice(0, -1);
      return places.map((from) => ({ kind: 'skip', block: name, from }) as const);
    }),
  );

export function editOf(move: Move): Edit {
  switch (move.kind) {
    case 'widen':
      return { kind: 'grow-widen', block: move.block, width: move.width };
    case 'deepen':
      return { kind: 'grow-deepen', after: move.after, name: move.name, kernel: move.kernel };
    case 'skip':
      return { kind: 'grow-skip', block: move.block, ...(move.from !== INPUT && { from: move.from }) };
  }
}
