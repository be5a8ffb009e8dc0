import type { Candidate, CandidateId, Outcome, Proposal } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import { contains } from '../../spaces/choose.ts';
import { genotypeOf, labelsOf } from '../../spaces/encode.ts';
import { SPACES } from '../../spaces/index.ts';
import type { Genotype, Space, SpaceId } from '../../spaces/space.ts';

/** How many networks that are known already are drawn before one of them is proposed again. */
const PATIENCE = 100;

/** A network to propose, and the candidates whose choices it was made from. */
export interface Choice {
  readonly genotype: Genotype;
  readonly parents: readonly CandidateId[];
}

/** What became of a network of the space, whoever proposed it. */
export interface Told {
  readonly id: CandidateId;
  readonly genotype: Genotype;
  readonly outcome: Outcome;
  /** Its own score or, for a duplicate, that of the network it is the same as; absent when there is none. */
  readonly score?: Score;
  /** Whether this strategy proposed it and waited for it. */
  readonly isOwn: boolean;
}

/** Validation accuracy, 0–1, and parameters. */
export interface Score {
  readonly valAccuracy: number;
  readonly params: number;
}

/**
 * What strategies over a space of choices have in common: a side table from the text of a program to the choices it was
 * rendered from, by which an outcome is traced back to them. Candidates of others over the same space are traced by the
 * labels in their origin, and programs of a person by their text if it is the same; all others teach nothing but what
 * their duplicates are worth.
 */
export abstract class SpacedStrategy implements Strategy {
  protected readonly space: Space;
  protected readonly context: StrategyContext;
  readonly #known = new Map<string, Genotype>();
  /** Texts that were proposed and not told of. */
  readonly #open = new Set<string>();
  readonly #scores = new Map<CandidateId, Score>();

  constructor(space: SpaceId, context: StrategyContext) {
    this.space = SPACES[space];
    this.context = context;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    const proposals: Proposal[] = [];
    while (proposals.length < room) {
      const choice = this.propose();
      if (!choice) break;
      proposals.push(this.#propose(choice));
    }
    return proposals;
  }

  tell({ candidate, outcome }: Evaluated): void {
    const score = outcome.kind === 'duplicate' ? this.#scores.get(outcome.of) : scoreOf(outcome);
    if (score) this.#scores.set(candidate.id, score);
    const genotype = this.#trace(candidate);
    if (!genotype) return;
    this.#known.set(candidate.source, genotype);
    const isOwn = candidate.origin.kind === 'chosen' && this.#open.delete(candidate.source);
    this.learn({ id: candidate.id, genotype, outcome, isOwn, ...(score && { score }) });
  }

  dropped({ source }: Proposal): void {
    const genotype = this.#known.get(source);
    if (!genotype || !this.#open.delete(source)) return;
    this.#known.delete(source);
    this.forgo(genotype);
  }

  /** The next network; undefined means: tell me something first. */
  protected abstract propose(): Choice | undefined;

  protected abstract learn(told: Told): void;

  /** What was chosen will not be tried, and may be chosen again. */
  protected abstract forgo(genotype: Genotype): void;

  /** Networks proposed and not told of. */
  protected get openCount(): number {
    return this.#open.size;
  }

  /**
   * Whether this network, by the text of its program, was proposed or told of.
   * @param genotype of a network of the space; that is checked only of what is proposed, for methods ask a lot
   */
  protected isKnown(genotype: Genotype): boolean {
    return this.#known.has(this.space.render(genotype, this.context.task));
  }

  /** Draws until a network is not known: a known one would be a duplicate, and cost a place in the budget for nothing. */
  protected fresh(draw: () => Choice): Choice {
    let drawn = draw();
    for (let left = PATIENCE; left > 0 && this.isKnown(drawn.genotype); left--) drawn = draw();
    return drawn;
  }

  #propose({ genotype, parents }: Choice): Proposal {
    const source = this.#render(genotype);
    this.#known.set(source, genotype);
    this.#open.add(source);
    const { id: space } = this.space;
    return {
      source,
      origin: { kind: 'chosen', parents, space, choices: labelsOf(this.space, genotype) },
    };
  }

  #trace({ source, origin }: Candidate): Genotype | undefined {
    if (origin.kind !== 'chosen' || origin.space !== this.space.id) return this.#known.get(source);
    return this.#known.get(source) ?? genotypeOf(this.space, origin.choices);
  }

  #render(genotype: Genotype): string {
    if (!contains(this.space, genotype)) throw new RangeError(`no network of the ${this.space.id} space`);
    return this.space.render(genotype, this.context.task);
  }
}

const scoreOf = (outcome: Outcome): Score | undefined =>
  outcome.kind === 'scored' ? { valAccuracy: outcome.valAccuracy, params: outcome.params } : undefined;

/**
 * The accuracy as a reward, 0 for a network that could not be built or trained. undefined where nothing was found out of
 * it, because it was given up.
 */
export function rewardOf({ score, outcome }: Pick<Told, 'score' | 'outcome'>): number | undefined {
  if (score) return score.valAccuracy;
  return outcome.kind === 'rejected' || outcome.kind === 'failed' ? 0 : undefined;
}
