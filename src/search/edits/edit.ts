/** What was done to a program, a growing network or a list of blocks, as data: `english.ts` words it for files, the page in its language. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Name of a factory of `tf.layers`, such as `conv1d`. */
const layer = v.string();
/** A block of GPT-NAS with its settings, such as `BasicBlock 16 s2`. */
const block = v.string();
const value = v.union([v.pipe(v.number(), v.finite()), v.string()]);
const width = v.pipe(v.number(), v.finite());
const resized = { key: v.string(), from: width, to: width };

/** Each with what it was done to; blocks are counted from 1. */
export const editSchema = v.variant('kind', [
  // In a program.
  v.object({ kind: v.literal('set'), layer, key: v.string(), from: value, to: value }),
  v.object({ kind: v.literal('widen'), layer, ...resized }),
  v.object({ kind: v.literal('narrow'), layer, ...resized }),
  /** So many layers of one width at once. */
  v.object({ kind: v.literal('widen-all'), count, ...resized }),
  v.object({ kind: v.literal('narrow-all'), count, ...resized }),
  v.object({ kind: v.literal('add'), layer, settings: v.exactOptional(v.string()), before: layer }),
  v.object({ kind: v.literal('remove'), layer }),
  v.object({ kind: v.literal('swap'), layer, to: layer }),
  v.object({ kind: v.literal('skip'), over: v.array(layer), isProjected: v.boolean() }),
  // In a network that grows and goes on computing what it did; convolutions have names, such as `conv2`.
  v.object({ kind: v.literal('grow-widen'), block: v.string(), width: count }),
  v.object({ kind: v.literal('grow-deepen'), after: v.string(), name: v.string(), kernel: count }),
  /** Joined to what a block reads: an earlier one of its stage, or without `from` its stage's input. */
  v.object({ kind: v.literal('grow-skip'), block: v.string(), from: v.exactOptional(v.string()) }),
  // In a list of blocks.
  /** So many blocks from the beginning of one parent, so many from the end of the other. */
  v.object({ kind: v.literal('crossover'), first: count, last: count }),
  v.object({ kind: v.literal('block-first'), block }),
  v.object({ kind: v.literal('block-after'), at: count, block }),
  v.object({ kind: v.literal('block-out'), at: count, block }),
  v.object({ kind: v.literal('block-exchanged'), at: count, block, to: block }),
  /** The same kind of block with other settings. */
  v.object({ kind: v.literal('block-varied'), at: count, block, to: block }),
  v.object({ kind: v.literal('block-predicted'), at: count, block, to: block }),
]);

export type Edit = v.InferOutput<typeof editSchema>;
