import { GridArchive } from '../archive/gridArchive.ts';
import { measuresOf } from '../archive/measures.ts';
import type { Cell, Niches, Stance } from '../archive/niches.ts';
import type {
  Architecture,
  Arm,
  Candidate,
  CandidateFault,
  CandidateId,
  Charge,
  KeptNotice,
  Outcome,
  Placement,
  Proposal,
  Topology,
} from '../domain.ts';
import type { OneShot } from '../estimators/oneShot.ts';
import type { Evaluated, Evaluator, Strategy } from '../ports.ts';
import type { Result } from '../result.ts';
import { Novelty } from '../screening/novelty.ts';
import { StagedEvaluation } from '../screening/staged.ts';
import type { MethodNote } from '../strategies/notes.ts';

/** What a strategy says of itself, as the event that it becomes. */
export type Remark =
  | { readonly kind: 'notice'; readonly notice: KeptNotice }
  | { readonly kind: 'method'; readonly note: MethodNote }
  | ({ readonly kind: 'charged' } & Charge);

/** A proposal that was asked for and compiled ahead. It counts for nothing until it is committed. */
export interface Prepared {
  readonly proposal: Proposal;
  readonly compiled: Result<Architecture, CandidateFault>;
  /** Whether it will want a trainer, as far as can be told: it compiles, and its graph is new to the arm. */
  readonly isTrainable: boolean;
  /** Outcomes that the strategy had been told when it was asked. */
  readonly knew: number;
  /** What the strategy had to say meanwhile. */
  readonly remarks: readonly Remark[];
}

/** One method at work on its own budget, with its own archive and its own notion of what is a duplicate. */
export class ArmState {
  readonly arm: Arm;
  readonly #archive = new GridArchive();
  readonly niches: Niches;
  /** With medians of its own, so that neither arm raises the bar for the other. */
  readonly staged: StagedEvaluation;
  strategy: Strategy;
  /** Whether it still asks; a baseline that was switched off does not. */
  active = true;
  /** Proposals committed. */
  asked = 0;
  /** Candidates that could have been trained for what the strategy has spent beside them. */
  charged = 0;
  /** Committed and not yet finished. */
  open = 0;
  /** The strategy had nothing to propose and waits to be told something. */
  starved = false;
  /** Waiting to be committed, in the order asked. */
  prepared: Prepared[] = [];
  /** A person's programs, waiting to be committed before all that is prepared. */
  readonly putIn: Prepared[] = [];
  /** The round of preparing that is under way; see `beginRound`. */
  round: AbortController | undefined;
  readonly #seen = new Map<string, CandidateId>();
  readonly #novelty = new Novelty();
  readonly #history: Evaluated[] = [];
  /** Finished during the round that is under way. */
  readonly #untold: Evaluated[] = [];
  #remarks: Remark[] = [];
  /** What holds only after so many more asks. */
  #coming: { readonly cell: Cell; readonly stance: Stance; asks: number }[] = [];

  /** @param niches that the strategy was handed */
  constructor(arm: Arm, strategy: Strategy, niches: Niches, evaluator: Evaluator, oneShot?: OneShot) {
    this.arm = arm;
    this.staged = new StagedEvaluation(evaluator, oneShot);
    this.strategy = strategy;
    this.niches = niches;
  }

  /** What the budget counts. */
  get spent(): number {
    return this.asked + this.charged;
  }

  /** What is charged with the proposals that wait to be committed. */
  get toCharge(): number {
    const remarks = this.prepared.flatMap((each) => each.remarks);
    return remarks.reduce((sum, each) => sum + (each.kind === 'charged' ? each.candidates : 0), 0);
  }

  /** Outcomes that the strategy has been told. */
  get told(): number {
    return this.#history.length;
  }

  /**
   * Until the round ends, nothing is told and no graph is forgotten: how many asks a round takes, and what they know,
   * then hangs on what was committed and finished before it and not on how fast a training under way is.
   */
  beginRound(): AbortController {
    return (this.round = new AbortController());
  }

  endRound(): void {
    this.round = undefined;
    for (const evaluated of this.#untold.splice(0)) this.#learn(evaluated);
  }

  /** Keeps a remark for the proposal that is being asked for, or for the outcome that is being told. */
  remark(remark: Remark): void {
    this.#remarks.push(remark);
  }

  takeRemarks(): readonly Remark[] {
    const remarks = this.#remarks;
    this.#remarks = [];
    return remarks;
  }

  /** Whether the graph was not proposed before, be it committed or waiting. */
  isNew(hash: string): boolean {
    return (
      !this.#seen.has(hash) &&
      !this.prepared.some(({ compiled }) => compiled.ok && compiled.value.hash === hash)
    );
  }

  /** @param most likeness from which on a program is none of its own, 0–1; 0 lets all pass */
  tooMuchLike(source: string, most: number): Outcome | undefined {
    const likest = most > 0 ? this.#novelty.likest(source) : undefined;
    if (!likest || likest.likeness < most) return undefined;
    const share = Math.round(100 * likest.likeness);
    const message = `About ${share} % of its text is that of candidate ${likest.id}; less than ${Math.round(100 * most)} % is wanted.`;
    const figures = { value: likest.likeness, bar: most };
    return { kind: 'screened', stage: 'novelty', message, figures, of: likest.id };
  }

  /** Later programs must not be too much like this one. */
  remember({ id, source }: Candidate): void {
    this.#novelty.add(id, source);
  }

  /**
   * Whether something may be committed. While a round looks for a network to train, what it found and what is none
   * waits for it, for no trainer would be the busier.
   */
  get isReady(): boolean {
    return this.prepared.length > 0 && (!this.round || this.prepared.some(({ isTrainable }) => isTrainable));
  }

  /** The earlier candidate with the same graph; registers this one when there is none. */
  duplicateOf(candidate: Candidate, hash: string): CandidateId | undefined {
    const earlier = this.#seen.get(hash);
    if (earlier === undefined) this.#seen.set(hash, candidate.id);
    return earlier;
  }

  /** Gives a scored candidate its place in the archive, before the strategy is told of it. */
  place(id: CandidateId, accuracy: number, architecture: Architecture): Placement {
    const placement = this.#archive.place(id, accuracy, measuresOf(architecture));
    this.niches.settle(id, placement.cell);
    return placement;
  }

  /** @param asks under way or, in a past that is gone through again, still to come, that are not to know of it */
  setStance(cell: Cell, stance: Stance, asks: number): void {
    const after = Math.max(asks, this.#coming.at(-1)?.asks ?? 0);
    this.#coming.push({ cell, stance, asks: after });
    this.#takeStances();
  }

  /** An ask is over. */
  countAsk(): void {
    for (const each of this.#coming) each.asks -= 1;
    this.#takeStances();
  }

  #takeStances(): void {
    const due = this.#coming.filter(({ asks }) => asks <= 0);
    this.#coming = this.#coming.slice(due.length);
    for (const { cell, stance } of due) this.niches.set(cell, stance);
  }

  /** Takes note of what became of a candidate. */
  finish(evaluated: Evaluated): void {
    this.open -= 1;
    if (this.round) this.#untold.push(evaluated);
    else this.#learn(evaluated);
  }

  /** Of a candidate that was told of. */
  topologyOf(id: CandidateId): Topology | undefined {
    return this.#history.find(({ candidate }) => candidate.id === id)?.architecture?.topology;
  }

  /** Drops what is prepared or being prepared. @returns the remarks that were to come with it */
  discard(): readonly Remark[] {
    this.round?.abort(new Error('What was being prepared is not wanted any more.'));
    this.starved = false;
    for (const each of this.#coming) each.asks = 0;
    this.#takeStances();
    const dropped = this.prepared.splice(0);
    for (const { proposal } of dropped) this.strategy.dropped?.(proposal);
    return dropped.flatMap(({ remarks }) => remarks);
  }

  /** Goes on with another strategy, which is first told all that was learnt. */
  replaceStrategy(strategy: Strategy): void {
    for (const evaluated of this.#history) strategy.tell(evaluated);
    this.strategy = strategy;
  }

  #learn(evaluated: Evaluated): void {
    const { outcome, architecture } = evaluated;
    // Neither says anything about the network, so it may be proposed again.
    if (architecture && (outcome.kind === 'failed' || outcome.kind === 'cancelled'))
      this.#seen.delete(architecture.hash);
    this.starved = false;
    this.#history.push(evaluated);
    this.strategy.tell(evaluated);
  }
}
