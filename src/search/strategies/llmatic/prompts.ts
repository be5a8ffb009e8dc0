import { CvtArchive, type Point } from '../../archive/cvt.ts';
import { PROMPT_KINDS, type PromptKind } from '../../prompts/llmaticPrompt.ts';
import type { Rng } from '../../random/rng.ts';

export const TEMPERATURES = { min: 0.1, max: 1 } as const;

export interface Entry {
  readonly kind: PromptKind;
  readonly temperature: number;
}

/** What a child did for its prompt. */
export type Merit = 'added' | 'not-added' | 'untrainable';

/** Accumulates over a niche, as the paper has it; the released code sets it on the newest entry alone. */
const CURIOSITY: Record<Merit, number> = { added: 1, 'not-added': -0.5, untrainable: -1 };

export const clipped = (temperature: number): number =>
  Math.min(TEMPERATURES.max, Math.max(TEMPERATURES.min, temperature));

/**
 * The prompt archive over kind of prompt and temperature (section 3.1). A prompt's fitness is 1 when its child entered the
 * network archive and 0 when it did not; a niche's curiosity says how often it pays to ask from there.
 */
export class Prompts {
  readonly #archive: CvtArchive<Entry>;
  readonly #curiosity = new Map<number, number>();

  constructor(centroids: readonly Point[]) {
    this.#archive = new CvtArchive(centroids);
  }

  place(
    entry: Entry,
    merit: Merit,
  ): { readonly niche: number; readonly curiosity: number; readonly isElite: boolean } {
    const { niche, kind } = this.#archive.place(measuresOf(entry), merit === 'added' ? 1 : 0, entry);
    const curiosity = (this.#curiosity.get(niche) ?? 0) + CURIOSITY[merit];
    this.#curiosity.set(niche, curiosity);
    return { niche, curiosity, isElite: kind !== 'kept-incumbent' };
  }

  get size(): number {
    return this.#archive.size;
  }

  /** Most curious first; equals in random order. Only what a network can be asked for, not mending or merging. */
  mostCurious(rng: Rng): readonly Entry[] {
    const filled = [...this.#archive.niches].filter(([, { value }]) => isMutation(value.kind));
    return rng
      .shuffle(filled)
      .toSorted(([a], [b]) => (this.#curiosity.get(b) ?? 0) - (this.#curiosity.get(a) ?? 0))
      .map(([, { value }]) => value);
  }
}

const isMutation = (kind: PromptKind): boolean => kind !== 'fix' && kind !== 'combine';

/** Both between their bounds, 0–1. */
const measuresOf = ({ kind, temperature }: Entry): Point => [
  PROMPT_KINDS.indexOf(kind) / (PROMPT_KINDS.length - 1),
  (temperature - TEMPERATURES.min) / (TEMPERATURES.max - TEMPERATURES.min),
];
