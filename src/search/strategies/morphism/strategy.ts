import type { Edit } from '../../edits/edit.ts';
import type { CandidateId, Outcome, Proposal } from '../../domain.ts';
import { growthBetween } from '../../morphism/growth.ts';
import { apply, drawMove, editOf } from '../../morphism/moves.ts';
import { type Stages, render, start } from '../../morphism/network.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import type { MorphismSpec, StrategySpec } from '../../spec/spec.ts';
import type { MorphismNote } from './view.ts';

/** How many networks that are known already are drawn before one of them is proposed again. */
const PATIENCE = 100;

interface Place {
  readonly id: CandidateId;
  readonly stages: Stages;
  readonly valAccuracy: number;
}

/** A network under way. */
interface Open {
  readonly stages: Stages;
  readonly moves: readonly Edit[];
}

/**
 * Hill climbing by network morphisms (Elsken, Metzen and Hutter 2017, algorithm 1): children of the best network are made
 * by moves that leave what it computes as it is, trained briefly from its weights, and the climb goes on from the best of
 * them.
 *
 * The best network so far stands among its children with the score that it has; in the paper it is trained on as one of
 * them. The first network is trained like any other. Where it comes to no score, grown copies of it are tried, from
 * weights as drawn. A child whose parent's weights are gone, since the run was closed meanwhile, is trained from weights as
 * drawn for as long as the first network.
 */
export class MorphismClimb implements Strategy {
  readonly inheritsWeights = true;
  readonly #context: StrategyContext;
  #spec: MorphismSpec;
  /** By their programs. */
  readonly #open = new Map<string, Open>();
  readonly #known = new Set<string>();
  #best: Place | undefined;
  /** Parent of the step under way. */
  #parent: Place | undefined;
  /** Children of the step that are still to be proposed. */
  #left = 0;
  #steps = 0;
  #rounds = 0;

  constructor(spec: MorphismSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
  }

  get roundsTold(): number {
    return this.#rounds;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    const proposals: Proposal[] = [];
    while (proposals.length < room) {
      const proposal = this.#next();
      if (!proposal) break;
      proposals.push(proposal);
    }
    return proposals;
  }

  tell({ candidate, outcome }: Evaluated): void {
    const { id, source, origin } = candidate;
    const open = origin.kind === 'edited' ? undefined : this.#open.get(source);
    if (!open) return;
    this.#open.delete(source);
    if (this.#parent) this.#noteChild(id, open, outcome);
    if (outcome.kind === 'scored' && (!this.#best || outcome.valAccuracy > this.#best.valAccuracy))
      this.#best = { id, stages: open.stages, valAccuracy: outcome.valAccuracy };
    if (this.#open.size === 0 && this.#left === 0) this.#endStep();
  }

  dropped({ source }: Proposal): void {
    if (!this.#open.delete(source)) return;
    this.#known.delete(source);
    if (this.#parent) this.#left += 1;
  }

  adjust(spec: StrategySpec): void {
    if (spec.id === 'morphism') this.#spec = spec;
  }

  /** Undefined while the step under way waits for outcomes. */
  #next(): Proposal | undefined {
    if (this.#left === 0) {
      if (this.#open.size > 0) return undefined;
      if (!this.#best) return this.#first();
      this.#beginStep(this.#best);
    }
    this.#left -= 1;
    return this.#child(this.#parent as Place);
  }

  #beginStep(parent: Place): void {
    this.#parent = parent;
    this.#left = this.#spec.neighbours;
    this.#steps += 1;
    this.#note({ kind: 'step', step: this.#steps, parent: parent.id });
  }

  #endStep(): void {
    this.#rounds += 1;
    if (this.#parent && this.#best) this.#note({ kind: 'moved', to: this.#best.id });
    this.#parent = undefined;
  }

  /** What the climb begins with; a grown copy of it after that has failed. */
  #first(): Proposal {
    const stages = start(this.#context.task);
    const source = render(stages, this.#context.task);
    const isFirst = !this.#known.has(source);
    const { stages: grown, source: other } = isFirst ? this.#opened(stages, [], source) : this.#grown(stages);
    return isFirst
      ? { source, origin: { kind: 'seed', name: `${grown.length} convolutions` } }
      : { source: other, origin: { kind: 'sampled' } };
  }

  #child(parent: Place): Proposal {
    const { stages, source, moves } = this.#grown(parent.stages);
    return {
      source,
      origin: { kind: 'mutated', parent: parent.id, edits: moves },
      inherits: parent.id,
      growth: growthBetween(parent.stages, stages, this.#context.task),
      trainShare: this.#spec.share,
    };
  }

  /** Draws moves until the network is not known. */
  #grown(from: Stages) {
    const { task, rng } = this.#context;
    for (let left = PATIENCE; ; left--) {
      let stages = from;
      const moves: Edit[] = [];
      for (let more = this.#spec.moves; more > 0; more--) {
        const move = drawMove(stages, rng);
        if (!move) break;
        stages = apply(stages, move);
        moves.push(editOf(move));
      }
      const source = render(stages, task);
      if (left === 0 || !this.#known.has(source)) return this.#opened(stages, moves, source);
    }
  }

  #opened(stages: Stages, moves: readonly Edit[], source: string) {
    this.#known.add(source);
    this.#open.set(source, { stages, moves });
    return { stages, moves, source };
  }

  #noteChild(id: CandidateId, { moves }: Open, outcome: Outcome): void {
    const scored = outcome.kind === 'scored' ? outcome : undefined;
    this.#note({
      kind: 'child',
      child: {
        id,
        moves,
        ...(scored && { valAccuracy: scored.valAccuracy }),
        ...(scored?.morphGap !== undefined && { gap: scored.morphGap }),
      },
    });
  }

  #note(note: MorphismNote): void {
    this.#context.record({ method: 'morphism', note });
  }
}
