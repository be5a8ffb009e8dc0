import type { CandidateId } from '../../domain.ts';
import type { StrategyContext } from '../../ports.ts';
import type { Genotype, SpaceId } from '../../spaces/space.ts';
import { mutate, sample } from '../../spaces/vary.ts';
import type { EvolutionSpec } from '../../spec/spec.ts';
import { type Choice, SpacedStrategy, type Told } from './spaced.ts';

interface Member {
  readonly id: CandidateId;
  readonly genotype: Genotype;
  readonly valAccuracy: number;
}

/**
 * Regularised (aging) evolution (Real et al. 2019, algorithm 1) over a space of choices: the fittest of S members drawn
 * at random has one choice changed, the child joins the population of P and the oldest member leaves it, however good.
 *
 * An ask never waits: the first P proposals are random networks, and children are bred from whoever has been scored by
 * then. A duplicate joins with the score of the network that it is the same as; what has no score does not join.
 */
export class SpacedEvolution extends SpacedStrategy {
  readonly #size: number;
  readonly #contestants: number;
  /** Oldest first. */
  readonly #members: Member[] = [];
  /** Random networks proposed, and those of others that stand in for them. */
  #begun = 0;

  constructor(space: SpaceId, { population, sample }: EvolutionSpec, context: StrategyContext) {
    super(space, context);
    this.#size = population;
    this.#contestants = sample;
  }

  protected propose(): Choice {
    const { rng } = this.context;
    const parent = this.#begun >= this.#size ? this.#tournament() : undefined;
    if (!parent) {
      this.#begun += 1;
      return this.fresh(() => ({ genotype: sample(this.space, rng), parents: [] }));
    }
    return this.fresh(() => ({ genotype: mutate(this.space, parent.genotype, rng), parents: [parent.id] }));
  }

  protected learn({ id, genotype, score, isOwn }: Told): void {
    if (!score) return;
    if (!isOwn) this.#begun += 1;
    this.#members.push({ id, genotype, valAccuracy: score.valAccuracy });
    this.#members.splice(0, Math.max(0, this.#members.length - this.#size));
  }

  protected forgo(): void {
    if (this.#members.length < this.#size) this.#begun -= 1;
  }

  /** The fittest of the contestants, the younger one on a tie; undefined when there is nobody to draw. */
  #tournament(): Member | undefined {
    const { rng, niches } = this.context;
    const drawn = rng.sample(niches.forDraw(this.#members, rng), this.#contestants);
    return drawn.reduce<Member | undefined>(
      (best, each) => (!best || isFitter(each, best) ? each : best),
      undefined,
    );
  }
}

const isFitter = (a: Member, b: Member): boolean =>
  a.valAccuracy > b.valAccuracy || (a.valAccuracy === b.valAccuracy && a.id > b.id);
