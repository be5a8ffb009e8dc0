import type { CandidateId } from '../../domain.ts';
import type { StrategyContext } from '../../ports.ts';
import { keyOf } from '../../spaces/encode.ts';
import type { Genotype } from '../../spaces/space.ts';
import { neighbours, sample } from '../../spaces/vary.ts';
import type { LocalSearchSpec } from '../../spec/spec.ts';
import { type Choice, SpacedStrategy, type Told } from './spaced.ts';

interface Place {
  readonly id: CandidateId;
  readonly genotype: Genotype;
  readonly valAccuracy: number;
}

/**
 * Local search (White, Nolen and Savani 2020, algorithm 1, with naszilla's random starts): from the best of several
 * random networks on to its neighbours, which differ in one choice, in random order, and on to the first that is better.
 * Where none is, it begins again with random networks.
 *
 * Neighbours are asked ahead, so that some of a place that was left may still come; one of those that is better yet is
 * moved to as well. It waits for outcomes only where all starts or all neighbours are under way.
 */
export class LocalSearch extends SpacedStrategy {
  readonly #starts: number;
  /** Random networks that are still to be drawn. */
  #toStart: number;
  #best: Place | undefined;
  /** Where the climb stands; undefined while random networks are tried. */
  #centre: Place | undefined;
  #around: Genotype[] = [];

  constructor({ space, starts }: LocalSearchSpec, context: StrategyContext) {
    super(space, context);
    this.#starts = starts;
    this.#toStart = starts;
  }

  protected propose(): Choice | undefined {
    if (this.#centre) {
      const next = this.#nextNeighbour();
      if (next) return { genotype: next, parents: [this.#centre.id] };
      if (this.openCount > 0) return undefined;
      this.#beginAgain();
    }
    if (this.#toStart === 0) {
      if (this.openCount > 0) return undefined;
      if (this.#best) {
        this.#moveTo(this.#best);
        return this.propose();
      }
      this.#beginAgain();
    }
    this.#toStart -= 1;
    return this.fresh(() => ({ genotype: sample(this.space, this.context.rng), parents: [] }));
  }

  protected learn({ id, genotype, score, isOwn }: Told): void {
    if (!score) return;
    const place: Place = { id, genotype, valAccuracy: score.valAccuracy };
    if (this.#centre) {
      if (isBetter(place, this.#centre)) this.#moveTo(place);
      return;
    }
    // What others have found is as good a start as one of its own.
    if (!isOwn) this.#toStart = Math.max(0, this.#toStart - 1);
    if (!this.#best || isBetter(place, this.#best)) this.#best = place;
  }

  protected forgo(genotype: Genotype): void {
    if (!this.#centre) this.#toStart += 1;
    else if (neighbours(this.space, this.#centre.genotype).some((each) => keyOf(each) === keyOf(genotype)))
      this.#around.push(genotype);
  }

  #nextNeighbour(): Genotype | undefined {
    for (let next = this.#around.pop(); next; next = this.#around.pop()) if (!this.isKnown(next)) return next;
    return undefined;
  }

  #moveTo(place: Place): void {
    this.#centre = place;
    this.#around = this.context.rng.shuffle(neighbours(this.space, place.genotype));
  }

  #beginAgain(): void {
    this.#centre = undefined;
    this.#best = undefined;
    this.#toStart = this.#starts;
  }
}

const isBetter = (a: Place, b: Place): boolean => a.valAccuracy > b.valAccuracy;
