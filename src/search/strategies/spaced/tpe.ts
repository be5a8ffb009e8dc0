import type { StrategyContext } from '../../ports.ts';
import { choose, untilNetwork } from '../../spaces/choose.ts';
import { ABSENT, type Genotype } from '../../spaces/space.ts';
import { sample } from '../../spaces/vary.ts';
import type { TpeSpec } from '../../spec/spec.ts';
import { goodOf, parzen } from './parzen.ts';
import { type Choice, SpacedStrategy, type Told } from './spaced.ts';
import { recorded } from './view.ts';

interface Observation {
  readonly genotype: Genotype;
  readonly valAccuracy: number;
}

/** Probabilities of the options of each slot. */
type Density = readonly (readonly number[])[];

/**
 * Tree-structured Parzen estimators (Bergstra et al. 2011, section 4): one density of the choices of the good networks,
 * l, and one of those of the others, g; of several networks drawn from l, the one of the greatest l / g is proposed,
 * which is the one of the greatest expected improvement (equation 6). Constants are Optuna's.
 *
 * The densities of a slot are of those networks in which it applied. A network that was not scored is no observation.
 */
export class Tpe extends SpacedStrategy {
  readonly #spec: TpeSpec;
  readonly #observations: Observation[] = [];
  /** Of the good and of the others, since the last observation; undefined before there are enough. */
  #densities: readonly [Density, Density] | undefined;

  constructor(spec: TpeSpec, context: StrategyContext) {
    super(spec.space, context);
    this.#spec = spec;
  }

  protected propose(): Choice {
    return this.#fromModel() ?? this.fresh(() => ({ genotype: this.#random(), parents: [] }));
  }

  protected learn({ genotype, score }: Told): void {
    if (!score) return;
    this.#observations.push({ genotype, valAccuracy: score.valAccuracy });
    if (this.#observations.length < this.#spec.startups) return;
    const { good, others } = split(this.#observations);
    const [l, g] = [this.#densityOf(good), this.#densityOf(others)];
    this.#densities = [l, g];
    const weights = { likely: recorded(l), against: recorded(g) };
    this.context.record({ method: 'spaced', note: { kind: 'weighed', weights } });
  }

  protected forgo(): void {}

  /** Undefined at the beginning, and when all that it draws is known. */
  #fromModel(): Choice | undefined {
    if (!this.#densities) return undefined;
    const [l, g] = this.#densities;
    const weights = l.map((slot) => slot.map((weight, option) => [option, weight] as const));
    const drawn = Array.from({ length: this.#spec.candidates }, () => this.#draw(weights));
    const [best] = drawn
      .filter((genotype) => !this.isKnown(genotype))
      .map((genotype) => ({ genotype, gain: logRatio(genotype, l, g) }))
      .toSorted((a, b) => b.gain - a.gain);
    return best && { genotype: best.genotype, parents: [] };
  }

  #densityOf(observations: readonly Observation[]): Density {
    return this.space.slots.map(({ options }, at) => {
      const made = observations.map(({ genotype }) => genotype[at] ?? ABSENT);
      return parzen(
        made.includes(ABSENT) ? made.filter((choice) => choice !== ABSENT) : made,
        options.length,
      );
    });
  }

  /** @param weights of each slot's options, which are their probabilities */
  #draw(weights: readonly (readonly (readonly [option: number, weight: number])[])[]): Genotype {
    const { rng } = this.context;
    const draw = () => choose(this.space, (_, at) => rng.pickWeighted(weights[at] ?? []));
    return untilNetwork(this.space, draw) ?? this.#random();
  }

  #random(): Genotype {
    return sample(this.space, this.context.rng);
  }
}

/** The best and the rest, either in the order in which they were told; of equals the earlier is the better. */
export function split<T extends { readonly valAccuracy: number }>(
  observations: readonly T[],
): { readonly good: readonly T[]; readonly others: readonly T[] } {
  const best = new Set(
    observations.toSorted((a, b) => b.valAccuracy - a.valAccuracy).slice(0, goodOf(observations.length)),
  );
  return {
    good: observations.filter((each) => best.has(each)),
    others: observations.filter((each) => !best.has(each)),
  };
}

/** Logarithm of l / g over the choices that were made. */
const logRatio = (genotype: Genotype, l: Density, g: Density): number =>
  genotype.reduce((sum, choice, at) => {
    if (choice === ABSENT) return sum;
    return sum + Math.log(l[at]?.[choice] ?? 1) - Math.log(g[at]?.[choice] ?? 1);
  }, 0);
