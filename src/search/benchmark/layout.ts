/**
 * How a benchmark lies in a file, before gzip: a line that marks it, a line of JSON, then the columns one after the other,
 * each network by network, numbers with the lowest byte first.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Result, err, ok } from '../result.ts';
import type { Told } from '../told/told.ts';
import type { BenchmarkFault } from './fault.ts';

/** Raised when the columns change. */
const VERSION = 1;
const MARK = 'NASBENCH ';

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array };
type Type = keyof typeof TYPES;
/** What a column has a value for, of each network. */
type Axis = 'slots' | 'hashBytes' | 'seeds' | 'passes' | 'proxies';

export type Layout = Readonly<Record<string, readonly [Type, ...Axis[]]>>;
export type Sizes = Readonly<Record<Axis, number>> & { readonly networks: number };
export type Columns<L extends Layout> = {
  readonly [Name in keyof L]: InstanceType<(typeof TYPES)[L[Name][0]]>;
};

/** What a search may know of a network. */
export const TABLE = {
  genotype: ['u8', 'slots'],
  /** Of the graph that was trained. */
  hash: ['u8', 'hashBytes'],
  params: ['u32'],
  flops: ['u32'],
  /** Validation examples that were told right after each pass. */
  valCorrect: ['u16', 'seeds', 'passes'],
  /** In `LOSS_UNIT`. */
  valLoss: ['u16', 'seeds', 'passes'],
  trainLoss: ['u16', 'seeds', 'passes'],
  /** Milliseconds of all steps, as it took on a machine that did other things too. */
  trainMs: ['f32', 'seeds'],
  /** Milliseconds, the least of all passes by the number of their steps: what a step takes undisturbed. */
  stepMs: ['f32'],
  /** Milliseconds of building it and the first step, and of an evaluation on the validation split; the least of all. */
  buildMs: ['f32'],
  evaluationMs: ['f32'],
  /** NaN where the network has none. */
  proxies: ['f32', 'proxies'],
  proxyMs: ['f32', 'proxies'],
} as const satisfies Layout;

/** What only a report may know, in a file of its own. */
export const TEST = {
  testCorrect: ['u16', 'seeds'],
  testLoss: ['u16', 'seeds'],
} as const satisfies Layout;

/** Nats of one count in a column of losses, which ends at 16; a loss beyond is kept as that. */
export const LOSS_UNIT = 16 / 65_535;

const valuesOf = (axes: readonly Axis[], sizes: Sizes): number =>
  axes.reduce((product, axis) => product * sizes[axis], sizes.networks);

/** @param header goes into the line of JSON, with the hash of the columns beside */
export function layOut<L extends Layout>(
  layout: L,
  header: object,
  columns: Columns<L>,
): Uint8Array<ArrayBuffer> {
  const parts = Object.keys(layout).map((name) => {
    const { buffer, byteOffset, byteLength } = columns[name] as Uint8Array;
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
  const body = joined(parts);
  const hash = bytesToHex(sha256(body));
  const head = new TextEncoder().encode(`${MARK}${VERSION}\n${asciiOf({ ...header, hash })}\n`);
  return joined([head, body]);
}

export interface LaidOut {
  readonly header: Readonly<Record<string, unknown>>;
  /** sha256 of the columns, hexadecimal. */
  readonly hash: string;
  readonly body: Uint8Array;
}

/** Takes a file apart without looking at its columns but for their hash. */
export function takeApart(file: Uint8Array): Result<LaidOut, BenchmarkFault> {
  const first = file.indexOf(NEWLINE);
  const mark = textOf(file.subarray(0, Math.max(0, Math.min(first, 64))));
  if (!mark.startsWith(MARK)) return fault('foreign', { kind: 'benchmark-foreign' });
  if (mark !== `${MARK}${VERSION}`)
    return fault('version', { kind: 'benchmark-version', version: mark.slice(MARK.length), reads: VERSION });
  const second = file.indexOf(NEWLINE, first + 1);
  const header = jsonOf(file.subarray(first + 1, Math.max(first + 1, second)));
  if (!header || typeof header.hash !== 'string')
    return fault('card', { kind: 'benchmark-header-unreadable' });
  const body = file.subarray(second + 1);
  if (bytesToHex(sha256(body)) !== header.hash) return fault('hash', { kind: 'benchmark-hash' });
  return ok({ header, hash: header.hash, body });
}

export function readColumns<L extends Layout>(
  layout: L,
  sizes: Sizes,
  body: Uint8Array,
): Result<Columns<L>, BenchmarkFault> {
  const columns: Record<string, unknown> = {};
  let at = 0;
  for (const [name, [type, ...axes]] of Object.entries(layout)) {
    const values = valuesOf(axes, sizes);
    const bytes = values * TYPES[type].BYTES_PER_ELEMENT;
    if (at + bytes > body.length) break;
    // A copy, for a column may begin anywhere.
    columns[name] = new TYPES[type](body.slice(at, at + bytes).buffer, 0, values);
    at += bytes;
  }
  if (Object.keys(columns).length < Object.keys(layout).length || at !== body.length)
    return fault('length', { kind: 'benchmark-length', bytes: body.length, networks: sizes.networks });
  return ok(columns as Columns<L>);
}

export const fault = (kind: BenchmarkFault['kind'], message: Told) => err({ kind, message });

const NEWLINE = 10;
/** Bytes of the line of JSON, far more than it has. */
const MOST_HEADER = 60_000;

/** JSON in which whatever is not ASCII is escaped, so that a byte is a letter. */
const asciiOf = (value: object): string =>
  JSON.stringify(value).replace(
    /[^\n -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function jsonOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(textOf(bytes.subarray(0, MOST_HEADER)));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
