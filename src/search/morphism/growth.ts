/** How a network's weights are laid into a larger one so that it computes the same (network morphism). */
import type { TaskShape } from '../domain.ts';
import {
  type Block,
  HEAD,
  type Source,
  type Stages,
  normalizationOf,
  sourcesOf,
  widthOf,
} from './network.ts';

/** Channels that were there, which come first, and all that are there now. */
export interface Span {
  readonly old: number;
  readonly now: number;
}

/** What becomes of one layer's weights. */
export interface LayerGrowth {
  readonly layer: string;
  /** Of a kernel: the joined parts of its input. Absent for layers of one number per channel. */
  readonly inputs?: readonly Span[];
  readonly outputs: Span;
  /** It was not there, and is to let its first input's old channels through unchanged. */
  readonly isNew?: boolean;
}

/**
 * Greatest difference of a network's probabilities before and after that single precision explains on any backend. On
 * wasm and cpu it stays below 1e-6.
 */
export const TOLERANCE = 1e-4;

/**
 * From a network to one that was grown out of it by any number of moves. Layers that stayed as they were are named too.
 *
 * New channels of a layer are drawn as in a fresh network, and what reads them begins with weights of 0 (Elsken et al.
 * 2017, "type II"; Net2Net, Chen et al. 2016, splits channels instead, which then have to be told apart by noise).
 */
export function growthBetween(parent: Stages, child: Stages, task: TaskShape): readonly LayerGrowth[] {
  const before = new Map(parent.flat().map((block) => [block.name, block]));
  const origins = originsIn(child, before);
  const spanOf = (source: Source): Span => ({
    old: source.block ? (origins.get(source.block.name)?.width ?? 0) : widthOf(source, task),
    now: widthOf(source, task),
  });
  const sources = sourcesOf(child);
  const inputsOf = (name: string, hadSkip: boolean): readonly Span[] =>
    (sources.get(name) ?? []).map((source, part) => {
      const span = spanOf(source);
      // A part that was not joined before is not heeded, whatever it holds.
      return part === 0 || hadSkip ? span : { ...span, old: 0 };
    });
  const blocks = child.flat().flatMap((block): readonly LayerGrowth[] => {
    const { name, width } = block;
    const was = before.get(name);
    const outputs = { old: origins.get(name)?.width ?? 0, now: width };
    const born = was ? {} : { isNew: true };
    return [
      { layer: name, inputs: inputsOf(name, was?.skip !== undefined), outputs, ...born },
      { layer: normalizationOf(name), outputs, ...born },
    ];
  });
  const { classes } = task;
  return [...blocks, { layer: HEAD, inputs: inputsOf(HEAD, false), outputs: { old: classes, now: classes } }];
}

/** For each block the one of the parent that gives the same signal: itself, or for an inserted one what it lets through. */
function originsIn(child: Stages, before: ReadonlyMap<string, Block>): ReadonlyMap<string, Block> {
  const origins = new Map<string, Block>();
  for (const stage of child) {
    let latest: Block | undefined;
    for (const { name } of stage) {
      latest = before.get(name) ?? latest;
      if (latest) origins.set(name, latest);
    }
  }
  return origins;
}
