import { CvtArchive, type Point, nearest } from '../../archive/cvt.ts';
import { PROMPT_KINDS, type Mutation } from '../../prompts/llmaticPrompt.ts';

/** Bounds of the code. */
export const TEMPERATURES = { min: 0.1, max: 1 } as const;

/** How far an outcome moves a temperature, either way. */
const STEP = 0.05;

/** A prompt as it is asked. */
export interface Entry {
  readonly kind: Mutation;
  readonly temperature: number;
}

/** What stands in a niche. */
export interface PromptNiche {
  readonly niche: number;
  /** Its temperature is the one to be asked with next. */
  readonly entry: Entry;
  /** 1 when its child entered the network archive, else 0. */
  readonly fitness: number;
  readonly curiosity: number;
}

/** What a child did for its prompt. */
export type Merit = 'added' | 'not-added' | 'untrainable';

const CURIOSITY: Record<Merit, number> = { added: 1, 'not-added': -0.5, untrainable: -1 };

export const clipped = (temperature: number): number =>
  Math.min(TEMPERATURES.max, Math.max(TEMPERATURES.min, temperature));

/** A child whose loss is as good as the best so far warms its prompt, any other cools it. */
const moved = ({ kind, temperature }: Entry, isBest: boolean): Entry => ({
  kind,
  temperature: clipped(temperature + (isBest ? STEP : -STEP)),
});

/**
 * The prompt archive over kind of prompt and temperature. A prompt lies where it was asked and is kept with
 * the temperature that its child moved it to. The later one stays on a tie, so that a niche goes on adapting.
 *
 * Curiosity is of niches and accumulates. It is what a niche's prompts earned by their children, in the niche where they
 * were asked and in the one that they were drawn from, as with Cully and Demiris (2018), who credit the parent: a niche
 * whose prompts drift out of it would otherwise stay as curious as it once was.
 */
export class Prompts {
  readonly #archive: CvtArchive<Entry>;
  readonly #curiosity = new Map<number, number>();

  constructor(centroids: readonly Point[]) {
    this.#archive = new CvtArchive(centroids, 'newcomer');
  }

  get centroids(): readonly Point[] {
    return this.#archive.centroids;
  }

  nicheOf(entry: Entry): number {
    return nearest(this.centroids, measuresOf(entry));
  }

  /** How many niches the kinds reach at one temperature. */
  reachAt(temperature: number): number {
    return new Set(PROMPT_KINDS.map((kind) => this.nicheOf({ kind, temperature }))).size;
  }

  /**
   * @param asked the prompt that a child came of
   * @param from the niche that it was drawn from, if from any
   * @returns the niches that this changed
   */
  tell(asked: Entry, merit: Merit, isBest: boolean, from?: number): readonly PromptNiche[] {
    const fitness = merit === 'added' ? 1 : 0;
    const { niche } = this.#archive.place(measuresOf(asked), fitness, moved(asked, isBest));
    const credited = [...new Set([niche, ...(from === undefined ? [] : [from])])];
    for (const each of credited) this.#curiosity.set(each, this.#curiosityOf(each) + CURIOSITY[merit]);
    return this.#at(credited);
  }

  /** What a crossover says of the niche whose temperature it took: nothing of its kind, so that alone is moved. */
  move(niche: number, isBest: boolean): readonly PromptNiche[] {
    const [standing] = this.#at([niche]);
    if (!standing) return [];
    this.#archive.change(niche, moved(standing.entry, isBest));
    return this.#at([niche]);
  }

  get size(): number {
    return this.#archive.size;
  }

  /** Most curious first; the niche that was filled earlier on a tie. */
  get mostCurious(): readonly PromptNiche[] {
    return this.all.toSorted((a, b) => b.curiosity - a.curiosity);
  }

  get all(): readonly PromptNiche[] {
    return this.#at([...this.#archive.niches.keys()]);
  }

  /** The same prompts in other niches, where those that meet add their curiosity. */
  laidOut(centroids: readonly Point[]): Prompts {
    const anew = new Prompts(centroids);
    for (const { entry, fitness, curiosity } of this.all) {
      const { niche } = anew.#archive.place(measuresOf(entry), fitness, entry);
      anew.#curiosity.set(niche, anew.#curiosityOf(niche) + curiosity);
    }
    return anew;
  }

  #at(niches: readonly number[]): readonly PromptNiche[] {
    return niches.flatMap((niche) => {
      const elite = this.#archive.niches.get(niche);
      if (!elite) return [];
      return { niche, entry: elite.value, fitness: elite.fitness, curiosity: this.#curiosityOf(niche) };
    });
  }

  #curiosityOf(niche: number): number {
    return this.#curiosity.get(niche) ?? 0;
  }
}

/** Both between their bounds, 0–1. */
const measuresOf = ({ kind, temperature }: Entry): Point => [
  PROMPT_KINDS.indexOf(kind) / (PROMPT_KINDS.length - 1),
  (temperature - TEMPERATURES.min) / (TEMPERATURES.max - TEMPERATURES.min),
];
