/**
 * Byte-level byte-pair encoding (Sennrich et al. 2016), trained and applied as Hugging Face's `tokenizers` does it.
 * Ids: the marks first, then the 256 bytes, then the merges in the order in which they were learnt.
 */
import { segments, SPECIALS } from './pieces.ts';

export interface Bpe {
  /** Each joins two tokens, by id, into the next new one. */
  readonly merges: readonly (readonly [number, number])[];
}

const BYTES = 256;
const FIRST_BYTE = SPECIALS.length;
const FIRST_MERGE = FIRST_BYTE + BYTES;

interface Word {
  tokens: number[];
  readonly count: number;
}

/** Learns merges until there are `vocabulary` tokens in all: each time, the commonest pair becomes one token. */
export function trainBpe(texts: Iterable<string>, vocabulary: number): Bpe {
  const words = countPieces(texts);
  const merges: [number, number][] = [];
  for (let id = FIRST_MERGE; id < vocabulary; id++) {
    const pair = commonestPair(words, id);
    if (!pair) break;
    merges.push(pair);
    for (const word of words) word.tokens = join(word.tokens, pair, id);
  }
  return { merges };
}

function countPieces(texts: Iterable<string>): Word[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { text: piece, special } of segments(text)) {
      if (!special) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return [...counts].map(([piece, count]) => ({ tokens: bytesOf(piece), count }));
}

/** The pair that stands together most often, twice at least; of equals, the one of the lowest ids. */
function commonestPair(words: readonly Word[], ids: number): [number, number] | undefined {
  const counts = new Map<number, number>();
  for (const { tokens, count } of words) {
    for (let i = 1; i < tokens.length; i++) {
      const key = (tokens[i - 1] ?? 0) * ids + (tokens[i] ?? 0);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  let best: number | undefined;
  let most = 1;
  for (const [key, count] of counts) {
    if (count > most || (count === most && best !== undefined && key < best)) {
      best = key;
      most = count;
    }
  }
  return best === undefined ? undefined : [Math.floor(best / ids), best % ids];
}

/** The tokens with each such pair, from the left, joined into one. */
function join(tokens: readonly number[], [left, right]: readonly [number, number], id: number): number[] {
  const joined: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === left && tokens[i + 1] === right) {
      joined.push(id);
      i += 1;
    } else {
      joined.push(tokens[i] ?? 0);
    }
  }
  return joined;
}

const bytesOf = (text: string): number[] =>
  [...new TextEncoder().encode(text)].map((byte) => FIRST_BYTE + byte);

/** Text to ids and back, with one trained vocabulary. */
export class Tokenizer {
  readonly #merges: Bpe['merges'];
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #bytes: readonly (readonly number[])[];
  readonly #cache = new Map<string, readonly number[]>();

  constructor({ merges }: Bpe) {
    this.#merges = merges;
    this.#ranks = new Map(merges.map(([left, right], i) => [`${left} ${right}`, FIRST_MERGE + i]));
    const bytes: number[][] = [
      ...SPECIALS.map((mark) => [...new TextEncoder().encode(mark)]),
      ...Array.from({ length: BYTES }, (_, byte) => [byte]),
    ];
    for (const [left, right] of merges) bytes.push([...(bytes[left] ?? []), ...(bytes[right] ?? [])]);
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  encode(text: string): readonly number[] {
    return segments(text).flatMap(({ text: piece, special }) =>
      special ? [SPECIALS.indexOf(piece)] : this.#encodePiece(piece),
    );
  }

  decode(ids: readonly number[]): string {
    return new TextDecoder().decode(new Uint8Array(ids.flatMap((id) => this.#bytes[id] ?? [])));
  }

  /** Bytes of one token. */
  bytesOf(id: number): readonly number[] {
    return this.#bytes[id] ?? [];
  }

  /** The pair learnt first is joined first, until none is left. */
  #encodePiece(piece: string): readonly number[] {
    const known = this.#cache.get(piece);
    if (known) return known;
    let tokens = bytesOf(piece);
    for (;;) {
      let best: number | undefined;
      for (let i = 1; i < tokens.length; i++) {
        const rank = this.#ranks.get(`${tokens[i - 1]} ${tokens[i]}`);
        if (rank !== undefined && (best === undefined || rank < best)) best = rank;
      }
      if (best === undefined) break;
      const pair = this.#merges[best - FIRST_MERGE];
      if (pair) tokens = join(tokens, pair, best);
    }
    this.#cache.set(piece, tokens);
    return tokens;
  }
}
