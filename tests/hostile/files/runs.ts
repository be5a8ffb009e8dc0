/** A small run as a file, and what can be made of it. */
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { syntheticRun } from '../../fixtures/runs/synthetic.ts';
import { frame } from '../../../src/search/keep/file/frame.ts';

export const RUN = syntheticRun(2);
const byKind = (kind: string): object => {
  const found = RUN.find((event) => event.kind === kind);
  if (!found) throw new Error(`The run has no event ${kind}.`);
  return found;
};
export const STARTED = byKind('started');
export const ASKED = byKind('asked') as { readonly candidate: object };
export const COMPILED = byKind('compiled') as {
  readonly architecture: { readonly layers: readonly object[] };
};

export const packed = (text: string | Uint8Array): Uint8Array => frame(gzipSync(text, { level: 9 }));

const textOf = (line: object | string): string => (typeof line === 'string' ? line : JSON.stringify(line));

/** A file of these events, whole but for what they say. */
export const fileOf =
  (events: readonly (object | string)[], head: object = {}) =>
  (): Uint8Array =>
    packed(`${[{ begunAt: 1, events: events.length, ...head }, ...events].map(textOf).join('\n')}\n`);

/** After `started` and the first candidate. */
export const after = (...events: readonly (object | string)[]) => fileOf([STARTED, ASKED, ...events]);

/** An event with a value put elsewhere. @param path such as `candidate.origin.kind` */
export function put(event: object, path: string, value: unknown): object {
  const copy = structuredClone(event) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  place[last] = value;
  return copy;
}

/** The first candidate once more, under this number. */
export const asked = (id: number, more: object = {}): object => ({
  ...ASKED,
  candidate: { ...ASKED.candidate, id, ...more },
});

/** `count` megabytes of one letter in a thousandth of that: pieces that any inflater takes one after another. */
export function bomb(letter: string, megabytes: number): Uint8Array {
  const piece = deflateRawSync(letter.repeat(2 ** 20), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const header = gzipSync('').subarray(0, 10);
  const end = deflateRawSync('');
  // Of a text that long the checksum is never reached.
  return Buffer.concat([header, ...new Array<Buffer>(megabytes).fill(piece), end, Buffer.alloc(8)]);
}
