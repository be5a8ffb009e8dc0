import { hash32 } from '../random/rng.ts';

/** Hash functions of a signature; the estimate's standard error is at most 1 / (2 sqrt(128)), 0.044. */
const FUNCTIONS = 128;
/** Tokens in a row that make one element of a program's set. */
const SHINGLE = 3;

/** Of a set, so that the share of equal entries of two estimates the sets' Jaccard index (Broder 1997). */
export type Signature = Uint32Array;

/**
 * A program's set: every three tokens in a row, each time that they occur, so that two layers are more than one. Spaces
 * and line breaks are none.
 * @param source in one style, with names that hang on their order alone, so that likeness is of layers and settings
 */
export function shinglesOf(source: string): ReadonlySet<string> {
  const tokens = source.match(/[\w.$]+|[^\s\w]/g) ?? [];
  const count = Math.max(1, tokens.length - SHINGLE + 1);
  const times = new Map<string, number>();
  const shingles = Array.from({ length: count }, (_, i) => tokens.slice(i, i + SHINGLE).join(' '));
  return new Set(
    shingles.map((shingle) => {
      const time = (times.get(shingle) ?? 0) + 1;
      times.set(shingle, time);
      return time === 1 ? shingle : `${shingle} (${time})`;
    }),
  );
}

export function signatureOf(elements: ReadonlySet<string>): Signature {
  const signature = new Uint32Array(FUNCTIONS).fill(2 ** 32 - 1);
  for (const element of elements) {
    const hash = hash32(element);
    for (let i = 0; i < FUNCTIONS; i++) {
      const value = mixed(hash ^ (SEEDS[i] as number));
      if (value < (signature[i] as number)) signature[i] = value;
    }
  }
  return signature;
}

/** Estimates the Jaccard index, 0–1. */
export function likeness(a: Signature, b: Signature): number {
  let equal = 0;
  for (let i = 0; i < FUNCTIONS; i++) if (a[i] === b[i]) equal += 1;
  return equal / FUNCTIONS;
}

const SEEDS = Array.from({ length: FUNCTIONS }, (_, i) => hash32(`minhash ${i}`));

/** The finaliser of MurmurHash3 (Appleby 2011), a bijection of 32 bits. */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
