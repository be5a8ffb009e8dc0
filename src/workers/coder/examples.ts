/** A text and how to go on with it, as tokens. */
export interface Example {
  readonly prompt: readonly number[];
  /** The end token included; it is what the model is taught to write. */
  readonly reply: readonly number[];
}

/** Examples side by side, filled up to the longest. */
export interface Batch {
  readonly size: number;
  /** Tokens of a row; no more than the context. */
  readonly length: number;
  /** Inputs, [size · length]. */
  readonly ids: Int32Array;
  /** The places, of size · length, after which a token of a reply stands, [replyTokens]. */
  readonly rows: Int32Array;
  /** Those tokens, [replyTokens]. */
  readonly targets: Int32Array;
}

/** Lays examples out side by side. The last token of each is only ever a target. */
export function makeBatch(examples: readonly Example[]): Batch {
  const length = Math.max(...examples.map(inputLength));
  const ids = new Int32Array(examples.length * length);
  const rows: number[] = [];
  const targets: number[] = [];
  examples.forEach(({ prompt, reply }, i) => {
    ids.set([...prompt, ...reply.slice(0, -1)], i * length);
    reply.forEach((token, k) => {
      rows.push(i * length + prompt.length - 1 + k);
      targets.push(token);
    });
  });
  return {
    size: examples.length,
    length,
    ids,
    rows: Int32Array.from(rows),
    targets: Int32Array.from(targets),
  };
}

/** Tokens that go into the model. */
export const inputLength = ({ prompt, reply }: Example): number => prompt.length + reply.length - 1;

/** Groups of examples, in the order given, of which each fills no more places than `places`, or is one example. */
export function groupsOf(examples: readonly Example[], places: number): readonly (readonly Example[])[] {
  const groups: Example[][] = [];
  let longest = 0;
  for (const example of examples) {
    const last = groups.at(-1);
    longest = Math.max(longest, inputLength(example));
    if (last && longest * (last.length + 1) <= places) {
      last.push(example);
    } else {
      groups.push([example]);
      longest = inputLength(example);
    }
  }
  return groups;
}
