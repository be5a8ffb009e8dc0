/** Networks that can grow without changing what they compute: stages of convolutions, as a program with named layers. */
import type { TaskShape } from '../domain.ts';
import { programOf, rankOf } from '../spaces/program.ts';

/** A convolution, batch normalisation and ReLU. */
export interface Block {
  /** Of its convolution; no two blocks of a network share one, and a block keeps it for life. */
  readonly name: string;
  readonly width: number;
  /** Odd, so that its middle can let a signal through unchanged. */
  readonly kernel: number;
  /** An earlier place of its stage whose signal it reads beside the one before: a block's name, or `INPUT`. */
  readonly skip?: string;
}

/** What a stage reads. */
export const INPUT = 'input';

/** The signal is halved between stages. Every stage has a block at least. */
export type Stages = readonly (readonly Block[])[];

/** Where a convolution's input comes from, in the order in which the parts are joined. */
export interface Source {
  /** The block that gives it; absent for the network's own input. */
  readonly block?: Block;
}

export const normalizationOf = (block: string): string => `${block}_norm`;

/** The dense layer that says the classes. */
export const HEAD = 'head';

/**
 * What a climb begins with: three convolutions of 8 channels, the signal halved between them. Small, so that there is
 * something to grow.
 */
export const start = (task: TaskShape): Stages => {
  const kernel = rankOf(task) === 1 ? 5 : 3;
  return [1, 2, 3].map((number) => [{ name: `conv${number}`, width: 8, kernel }]);
};

/** What each block reads, and last what the head reads. */
export function sourcesOf(stages: Stages): ReadonlyMap<string, readonly Source[]> {
  const sources = new Map<string, readonly Source[]>();
  let before: Block | undefined;
  for (const stage of stages) {
    const input = before;
    for (const block of stage) {
      const skip = block.skip === INPUT ? input : stage.find(({ name }) => name === block.skip);
      sources.set(block.name, [sourceOf(before), ...(block.skip === undefined ? [] : [sourceOf(skip)])]);
      before = block;
    }
  }
  return sources.set(HEAD, [sourceOf(before)]);
}

const sourceOf = (block: Block | undefined): Source => (block ? { block } : {});

/** Channels of a source. */
export const widthOf = ({ block }: Source, { inputShape }: TaskShape): number =>
  block?.width ?? inputShape.at(-1) ?? 1;

/** The network as a candidate's program. @throws RangeError for a task that is neither sequences nor images */
export function render(stages: Stages, task: TaskShape): string {
  const rank = rankOf(task);
  const lines = stages.flatMap((stage, number) => {
    // Only what is read again later needs a name of its own.
    const skipped = new Set(stage.flatMap(({ skip }) => skip ?? []));
    const nameOf = (place: string) => (place === INPUT ? `stage${number + 1}` : place);
    const keep = (place: string) => (skipped.has(place) ? [`const ${nameOf(place)} = x;`] : []);
    return [
      ...(number > 0 ? [`x = tf.layers.maxPooling${rank}d({ poolSize: 2, padding: 'same' }).apply(x);`] : []),
      ...keep(INPUT),
      ...stage.flatMap(({ name, width, kernel, skip }) => [
        ...(skip === undefined ? [] : [`x = tf.layers.concatenate().apply([x, ${nameOf(skip)}]);`]),
        `x = tf.layers.conv${rank}d({ name: '${name}', filters: ${width}, kernelSize: ${kernel}, padding: 'same' }).apply(x);`,
        `x = tf.layers.batchNormalization({ name: '${normalizationOf(name)}' }).apply(x);`,
        `x = tf.layers.activation({ activation: 'relu' }).apply(x);`,
        ...keep(name),
      ]),
    ];
  });
  return programOf([...lines, `x = tf.layers.globalAveragePooling${rank}d().apply(x);`], HEAD);
}
