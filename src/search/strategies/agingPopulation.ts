import type { Niches } from '../archive/niches.ts';
import type { Candidate, Outcome } from '../domain.ts';
import type { Evaluated } from '../ports.ts';
import type { Rng } from '../random/rng.ts';

/** A scored network that may become a parent. */
export interface Member {
  readonly candidate: Candidate;
  /** Its fitness is the validation accuracy, 0–1. */
  readonly score: Extract<Outcome, { kind: 'scored' }>;
}

/**
 * A queue of P members in which the oldest dies, however good it is, and the fittest of S drawn at random is the next
 * parent (Real et al. 2019, algorithm 1).
 *
 * Asynchronous: the first P proposals are to be random samples, and nobody waits for the outcomes of those under way.
 * Only scored networks become members.
 */
export class AgingPopulation {
  #size: number;
  readonly #niches: Niches;
  readonly #members: Member[] = [];
  /** Random samples proposed or told of. */
  #sampled = 0;
  /** Samples proposed that we were not told of yet. */
  readonly #own = new Set<string>();

  /** @param size P, 2 or more @param niches that parents may come from; members of others still age with the rest */
  constructor(size: number, niches: Niches) {
    this.#size = size;
    this.#niches = niches;
  }

  /** Those that may be parents, oldest first. */
  get members(): readonly Member[] {
    return this.#niches.open(this.#members);
  }

  /** Whether it is time for children. A past that was told may have filled it without samples of its own. */
  get isFilled(): boolean {
    return this.#sampled >= this.#size || this.#members.length >= this.#size;
  }

  /** Counts a random sample that is about to be proposed. */
  countSample(source: string): void {
    this.#sampled += 1;
    this.#own.add(source);
  }

  /** A sample that was proposed will not be tried; another is to take its place. */
  forgetSample(source: string): void {
    if (this.#own.delete(source)) this.#sampled -= 1;
  }

  tell({ candidate, outcome }: Evaluated): void {
    this.#countTold(candidate);
    if (outcome.kind !== 'scored') return;
    this.#members.push({ candidate, score: outcome });
    this.#retire();
  }

  /** @param size P from now on, 2 or more; the oldest leave when it is less */
  resize(size: number): void {
    this.#size = size;
    this.#retire();
  }

  /**
   * The fittest of `contestants` members drawn without replacement; the younger one on a tie.
   *
   * @param except a member that may not be drawn
   * @returns undefined when there is nobody to draw
   */
  tournament(rng: Rng, contestants: number, except?: Member): Member | undefined {
    const others = this.#members.filter((member) => member !== except);
    const drawn = rng.sample(this.#niches.forDraw(others, rng), contestants);
    return drawn.reduce<Member | undefined>(
      (best, member) => (!best || isFitter(member, best) ? member : best),
      undefined,
    );
  }

  #retire(): void {
    this.#members.splice(0, Math.max(0, this.#members.length - this.#size));
  }

  /** A sample told of that was not ours counts as well: the past of a strategy that we took over from. */
  #countTold({ source, origin }: Candidate): void {
    if (!this.#own.delete(source) && origin.kind === 'sampled') this.#sampled += 1;
  }
}

const isFitter = (a: Member, b: Member): boolean =>
  a.score.valAccuracy > b.score.valAccuracy ||
  (a.score.valAccuracy === b.score.valAccuracy && a.candidate.id > b.candidate.id);
