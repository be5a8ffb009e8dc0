import type { CandidateId } from '../../domain.ts';
import { Bootstrapped } from '../../estimators/predictors/bootstrapped.ts';
import { Ensemble, type Judgement, independentThompson } from '../../estimators/predictors/ensemble.ts';
import { Perceptron } from '../../estimators/predictors/perceptron.ts';
import type { Predictor } from '../../estimators/predictors/predictor.ts';
import { Ridge } from '../../estimators/predictors/ridge.ts';
import type { StrategyContext } from '../../ports.ts';
import type { Rng } from '../../random/rng.ts';
import { featuresOf, keyOf } from '../../spaces/encode.ts';
import type { Genotype } from '../../spaces/space.ts';
import { mutate, sample } from '../../spaces/vary.ts';
import type { BananasSpec } from '../../spec/spec.ts';
import { type Choice, SpacedStrategy, type Told } from './spaced.ts';

/** Of each member of the ensemble: small enough that five of them learn a hundred networks in a blink. */
const PERCEPTRON = { hidden: 16, steps: 100, learningRate: 0.02 };

/** Of the best networks, how many at most are mutated (naszilla). */
const MUTATED = 5;

interface Observation {
  readonly id: CandidateId;
  readonly genotype: Genotype;
  readonly valAccuracy: number;
}

/** A network that an ensemble chose, and what it foretold of it. */
interface Mutant extends Choice {
  readonly judgement: Judgement;
}

/**
 * BANANAS (White, Neiswanger and Savani 2021, algorithm 1): some random networks first; then an ensemble of predictors
 * learns from all that were scored what a network will be worth, mutants of the best are judged by it, and independent
 * Thompson sampling says which of them are trained.
 *
 * One ensemble chooses a batch, ten in the paper and by default one here, where each training is dear beside what an
 * ensemble takes (random networks first, batch and size of the ensemble as in naszilla, the authors' code); nobody waits for the outcomes of a batch. The members are small networks, or ours: ridge regressions,
 * each on a bootstrap of what was scored, which cost a hundredth. Mutants differ in one choice: those of the best network first, then those of the next, until there are enough. A
 * network that was not scored teaches nothing.
 */
export class Bananas extends SpacedStrategy {
  readonly #spec: BananasSpec;
  readonly #observations: Observation[] = [];
  #ensemble: { readonly taught: Ensemble; readonly of: number } | undefined;
  /** What the last ensemble chose and was not proposed yet, the best first. */
  #chosen: Mutant[] = [];
  /** What was foretold of a network under way, by its key. */
  readonly #foretold = new Map<string, Judgement>();

  constructor(spec: BananasSpec, context: StrategyContext) {
    super(spec.space, context);
    this.#spec = spec;
  }

  protected propose(): Choice {
    const mutant = this.#fromModel();
    if (!mutant) return this.fresh(() => ({ genotype: sample(this.space, this.context.rng), parents: [] }));
    this.#foretold.set(keyOf(mutant.genotype), mutant.judgement);
    return mutant;
  }

  protected learn({ id, genotype, score, isOwn }: Told): void {
    const key = keyOf(genotype);
    const foretold = isOwn ? this.#foretold.get(key) : undefined;
    if (isOwn) this.#foretold.delete(key);
    if (!score) return;
    const { valAccuracy } = score;
    this.#observations.push({ id, genotype, valAccuracy });
    if (foretold)
      this.context.record({
        method: 'spaced',
        note: { kind: 'foretold', foretold: { id, valAccuracy, ...foretold } },
      });
  }

  protected forgo(genotype: Genotype): void {
    this.#foretold.delete(keyOf(genotype));
  }

  /** Undefined at the beginning, and when all mutants are known. */
  #fromModel(): Mutant | undefined {
    if (this.#observations.length < this.#spec.startups) return undefined;
    return this.#nextChosen() ?? this.#choose();
  }

  /** Of the last ensemble's; another's network may have come to be the same meanwhile. */
  #nextChosen(): Mutant | undefined {
    for (let next = this.#chosen.shift(); next; next = this.#chosen.shift())
      if (!this.isKnown(next.genotype)) return next;
    return undefined;
  }

  #choose(): Mutant | undefined {
    const mutants = this.#mutants();
    if (mutants.length === 0) return undefined;
    const judgements = this.#taught().judge(mutants.map(({ genotype }) => featuresOf(this.space, genotype)));
    this.#chosen = independentThompson(judgements, this.context.rng)
      .slice(0, this.#spec.batch)
      .flatMap((index) => {
        const [mutant, judgement] = [mutants[index], judgements[index]];
        return mutant && judgement ? [{ ...mutant, judgement }] : [];
      });
    return this.#nextChosen();
  }

  #mutants(): readonly Choice[] {
    const { rng, niches } = this.context;
    const parents = niches
      .forDraw(this.#observations, rng)
      .toSorted((a, b) => b.valAccuracy - a.valAccuracy)
      .slice(0, MUTATED);
    const mutants = new Map<string, Choice>();
    for (const { id, genotype } of parents) {
      for (let left = this.#spec.candidates; left > 0 && mutants.size < this.#spec.candidates; left--) {
        const mutant = mutate(this.space, genotype, rng);
        const key = keyOf(mutant);
        if (!mutants.has(key) && !this.isKnown(mutant)) mutants.set(key, { genotype: mutant, parents: [id] });
      }
    }
    return [...mutants.values()];
  }

  #taught(): Ensemble {
    const of = this.#observations.length;
    if (this.#ensemble?.of !== of) {
      const { rng } = this.context;
      const members = Array.from({ length: this.#spec.members }, (_, member) =>
        newMember(this.#spec.learner, rng.fork(`${of}/${member}`)),
      );
      const taught = new Ensemble(members);
      taught.fit(
        this.#observations.map(({ genotype }) => featuresOf(this.space, genotype)),
        this.#observations.map(({ valAccuracy }) => valAccuracy),
      );
      this.#ensemble = { taught, of };
    }
    return this.#ensemble.taught;
  }
}

function newMember(learner: BananasSpec['learner'], rng: Rng): Predictor {
  return learner === 'ridge' ? new Bootstrapped(new Ridge(), rng) : new Perceptron(rng, PERCEPTRON);
}
