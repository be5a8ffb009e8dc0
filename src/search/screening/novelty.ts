import type { CandidateId } from '../domain.ts';
import { inHouseStyle } from '../prompts/terse.ts';
import { type Signature, likeness, shinglesOf, signatureOf } from './minHash.ts';

/** The candidate that a program is most like. */
export interface Likest {
  readonly id: CandidateId;
  /** Estimated share of the two programs' text that is the same, 0–1. */
  readonly likeness: number;
}

/** Remembers programs by their MinHash signatures (NNGPT 2026), and says which one another is most like. */
export class Novelty {
  readonly #known: { readonly id: CandidateId; readonly signature: Signature }[] = [];

  add(id: CandidateId, source: string): void {
    this.#known.push({ id, signature: signature(source) });
  }

  /** The earliest of equals; undefined before any program was added. */
  likest(source: string): Likest | undefined {
    const own = signature(source);
    return this.#known.reduce<Likest | undefined>((most, { id, signature }) => {
      const found = likeness(own, signature);
      return most && most.likeness >= found ? most : { id, likeness: found };
    }, undefined);
  }
}

const signature = (source: string): Signature => signatureOf(shinglesOf(inHouseStyle(source)));
