/**
 * The loop: ask, compile, evaluate, tell, within a budget. It knows no strategy by name and no trainer by kind;
 * what happens goes out as events, and the list of them is the run.
 *
 * Proposals are prepared ahead: while networks train, the next ones are asked for and compiled, so that no trainer
 * waits for a strategy. A strategy therefore knows one outcome less than one that waits would, and several less with
 * several trainers; asynchronous evolution with hundreds of workers is how the field runs it (Real et al. 2019,
 * section 3). What is prepared becomes part of the run when it is committed, in the order asked, as a trainer comes
 * free: its events, its place in the budget and its number date from then, and what is never committed leaves no
 * trace. Rounds of preparing begin when a training has begun or ended, and learn nothing while they last, so with
 * one trainer equal specifications give equal events but for their times.
 */
import { type Cell, Niches, type Stance } from '../archive/niches.ts';
import type {
  Architecture,
  Arm,
  Candidate,
  CandidateId,
  Charge,
  CurvePoint,
  EndReason,
  LiveSignal,
  Notice,
  Outcome,
  RunEvent,
  TaskShape,
} from '../domain.ts';
import { atFidelity } from '../estimators/estimation.ts';
import { OneShot } from '../estimators/oneShot.ts';
import type {
  Compiler,
  Cost,
  Evaluator,
  LayerModel,
  Proposer,
  Strategy,
  StrategyContext,
  Supernet,
  TrainingJob,
} from '../ports.ts';
import { Rng } from '../random/rng.ts';
import { messageOf, ok } from '../result.ts';
import { shortened } from '../screening/staged.ts';
import { candidatesPerRound } from '../spec/rounds.ts';
import { type RunSpec, type SpecPatch, type StrategySpec, baselineOf, hasBaseline } from '../spec/spec.ts';
import { english } from '../told/english.ts';
import type { Said } from '../told/told.ts';
import { ToldError, saidBy } from '../told/toldError.ts';
import { genotypeOf } from '../spaces/encode.ts';
import { SPACES } from '../spaces/index.ts';
import type { Genotype } from '../spaces/space.ts';
import { candidateExamples } from '../supernet/cost.ts';
import { armsToAsk } from './ahead.ts';
import { ArmState, type Prepared, type Remark } from './arm.ts';
import { foldRun } from './fold.ts';
import { Prompter } from './rehearsal.ts';
import { type Open, type Restored, restore } from './restoration.ts';
import { weightSeed } from './seeds.ts';

export interface RunPorts {
  readonly createStrategy: (spec: StrategySpec, context: StrategyContext) => Strategy;
  readonly compiler: Compiler;
  readonly evaluator: Evaluator;
  readonly proposer?: Proposer;
  readonly layerModel?: LayerModel;
  readonly supernet?: Supernet;
  /** Milliseconds from any fixed moment; never goes back. */
  readonly clock: () => number;
  /** Calls back after so many milliseconds. */
  readonly later: (ms: number, call: () => void) => void;
  readonly emit: (event: RunEvent) => void;
  readonly live: (signal: LiveSignal) => void;
}

/** How a run begins: to go on, or by one candidate or one round. */
export type StartMode = 'run' | 'step' | 'round';

/** Rounds that are to be told; in a method without them, candidates that are to be asked for. */
interface RoundGoal {
  readonly rounds: number;
  readonly asked: number;
}

/** So many proposals in a row that are no new network say that a strategy should be told of them before it goes on. */
const MOST_IDLE_PROPOSALS = 8;

/** A strategy that must be told something first gives its turn away; one that awaits a person does not. */
const hasTurn = ({ prepared, starved, strategy }: ArmState): boolean =>
  prepared.length > 0 || !starved || strategy.awaitsPerson === true;

const STRAYED: Notice = { level: 'warning', message: { kind: 'method-strayed' } };

/** Of a past that broke off before it was done with. */
interface Unfinished extends Open {
  readonly compiled: Prepared['compiled'];
}

interface Past extends Pick<Restored, 'unplaced'> {
  readonly unfinished: readonly Unfinished[];
}

const isRemark = (event: RunEvent): event is RunEvent & Remark =>
  event.kind === 'method' || event.kind === 'notice' || event.kind === 'charged';

/**
 * Facts by their English, which is the same whether a run kept the fact or, as older ones do, the sentence; without times,
 * which are never the same again.
 */
const remarkKey = (remark: Remark): string => {
  switch (remark.kind) {
    case 'method':
      return JSON.stringify(remark.note, (key, value: unknown) => (key === 'ms' ? undefined : value));
    case 'notice':
      return JSON.stringify({ level: remark.notice.level, message: english(remark.notice.message) });
    case 'charged':
      return JSON.stringify([remark.arm, remark.candidates, remark.steps]);
  }
};

/** The choices of a network that is in the supernet. */
function cellOf({ origin }: Candidate): { readonly cell?: Genotype } {
  if (origin.kind !== 'chosen' || origin.space !== 'cell') return {};
  const cell = genotypeOf(SPACES.cell, origin.choices);
  return cell ? { cell } : {};
}

/** `distribute` over the union, so that each kind keeps its own payload without its time. */
type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never;

export class Run {
  #spec: RunSpec;
  readonly #task: TaskShape;
  readonly #ports: RunPorts;
  readonly #rng: Rng;
  readonly #arms: ArmState[] = [];
  readonly #abort = new AbortController();
  readonly #prompter: Prompter | undefined;
  /** For both arms. */
  readonly #oneShot: OneShot | undefined;
  #startedAt: number;
  /** Remarks of the past that its strategies, led through it again, have not repeated yet. */
  #said: string[] = [];
  /** What it goes on with, if it has a past. */
  #past: Past | undefined;
  #pausedSince: number | undefined;
  #heldSince: number | undefined;
  /** Paused or held back, without what lasts now. */
  #stillMs = 0;
  /** Milliseconds that shall lie between two candidates at least. */
  #pace = 0;
  #latestAskAt = -Infinity;
  /** Where a step by round ends, while one is under way. */
  #goal: RoundGoal | undefined;
  #nextId = 1;
  #changes = 0;
  #requests = 0;
  /** Candidates of each arm that may still be asked for while paused. */
  readonly #steps = new Map<Arm, number>();
  /** Committed and not yet on a trainer. */
  readonly #starting = new Set<CandidateId>();
  /** Learning curves of what is in training. */
  readonly #curves = new Map<CandidateId, CurvePoint[]>();
  #failure: Said | undefined;
  #ended = false;
  #wake: () => void = () => {};

  /** @param spec with `workers` resolved to the number of evaluations at once, 1 or more */
  constructor(spec: RunSpec, task: TaskShape, ports: RunPorts) {
    this.#spec = spec;
    this.#task = task;
    this.#ports = ports;
    this.#rng = new Rng(spec.seed);
    this.#startedAt = ports.clock();
    this.#prompter = ports.proposer && new Prompter(ports.proposer);
    const seed = this.#rng.fork('one-shot').seed();
    this.#oneShot =
      ports.supernet &&
      new OneShot(ports.supernet, seed, (cost) => this.emit({ kind: 'charged', ...this.#chargeOf(cost) }));
  }

  /**
   * Brings everything back to where these events end; `start` goes on from there. What was in training then is trained
   * anew, all else stands. A strategy that cannot be led to the same proposals again (with another model, say) is
   * made anew and told the whole past, which the page is told. Medians of screening and trained weights for children to
   * inherit are not brought back.
   *
   * @param past of a run that began with this one's specification
   * @throws with a sentence for a person when the events do not fit each other
   */
  async restore(past: readonly RunEvent[]): Promise<void> {
    const run = foldRun(past);
    this.#addArms();
    this.#said = past.flatMap((event) => (isRemark(event) ? [remarkKey(event)] : []));
    for (const charge of run.charges) this.#charge(charge);
    const stage = {
      prompter: this.#prompter,
      arm: (arm: Arm) => this.#arms.find((each) => each.arm === arm),
      change: (patch: SpecPatch) => this.#apply(patch),
      setStance: ({ cell, stance, after }: RunEvent & { readonly kind: 'niche' }) =>
        this.#arms[0]?.setStance(cell, stance, after),
      say: (text: string) => this.#arms[0]?.strategy.say?.(text, this.#requests++),
    };
    const { strayed, open, unplaced } = await restore(past, run, stage, this.#abort.signal);
    if (strayed.length > 0) this.#said = [];
    for (const arm of strayed) {
      arm.takeRemarks();
      // Draws of its own, since those of then would only propose again what there is.
      this.#changes += 1;
      arm.replaceStrategy(this.#create(arm.arm, this.#strategyOf(arm.arm), arm.niches));
      arm.remark({ kind: 'notice', notice: STRAYED });
    }
    this.#nextId = run.candidates.length + 1;
    this.#stillMs = run.stillMs;
    this.#startedAt = this.#ports.clock() - run.at;
    this.#past = { unplaced, unfinished: await Promise.all(open.map((each) => this.#compiled(each))) };
  }

  /** Runs to the end of the budget or until stopped; resolves after the `ended` event. */
  async start(mode: StartMode = 'run'): Promise<void> {
    if (this.#past) this.#goOn(this.#past);
    else {
      this.emit({ kind: 'started', spec: this.#spec, task: this.#task });
      this.#addArms();
    }
    if (mode === 'step') this.step();
    if (mode === 'round') this.stepRound();
    await this.#loop();
    this.#ended = true;
    const reason: EndReason =
      this.#failure !== undefined ? 'failed' : this.#abort.signal.aborted ? 'stopped' : 'budget';
    this.emit({ kind: 'ended', reason, ...(this.#failure === undefined ? {} : { message: this.#failure }) });
  }

  pause(): void {
    if (this.#ended || this.#pausedSince !== undefined || this.#abort.signal.aborted) return;
    this.#goal = undefined;
    this.#release();
    this.#pausedSince = this.#ports.clock();
    this.emit({ kind: 'paused' });
  }

  resume(): void {
    if (this.#ended || this.#pausedSince === undefined) return;
    this.#stillMs += this.#ports.clock() - this.#pausedSince;
    this.#pausedSince = undefined;
    this.#steps.clear();
    this.emit({ kind: 'resumed' });
    this.#wake();
  }

  /** Asks for one more candidate of each arm and stays paused. */
  step(): void {
    this.pause();
    for (const { arm } of this.#arms) this.#steps.set(arm, (this.#steps.get(arm) ?? 0) + 1);
    this.#wake();
  }

  /**
   * Goes on until it is known what became of all candidates of the search's present round, then pauses; a method without
   * rounds goes on for `candidatesPerRound`. The other arm is given as many.
   */
  stepRound(): void {
    if (this.#ended || this.#abort.signal.aborted) return;
    this.resume();
    this.#goal = this.#roundGoal();
  }

  /** @param ms that shall lie between two candidates at least; 0 for full speed. What is waited counts as a pause does */
  setPace(ms: number): void {
    this.#pace = ms;
    this.#wake();
  }

  stop(): void {
    this.#abort.abort(new Error('The run was stopped.'));
    for (const arm of this.#arms) this.#discard(arm);
    this.#wake();
  }

  /** Takes effect with the next candidate. */
  change(patch: SpecPatch): void {
    if (this.#ended) return;
    this.#release();
    this.emit({ kind: 'changed', patch });
    this.#apply(patch);
    this.#wake();
  }

  /** A person's words to a strategy that awaits them. */
  say(text: string): void {
    const search = this.#arms[0];
    if (this.#ended || !search?.strategy.say) return;
    this.emit({ kind: 'said', text });
    search.strategy.say(text, this.#requests++);
    search.starved = false;
    this.#wake();
  }

  /**
   * Says whether parents may come from a niche of the search's archive; see `Niches`. What was asked for before is still
   * tried.
   */
  setNiche(cell: Cell, stance: Stance): void {
    const [search] = this.#arms;
    if (this.#ended || !search) return;
    const underWay = search.round ? 1 : 0;
    this.emit({ kind: 'niche', cell, stance, after: search.prepared.length + underWay });
    search.setStance(cell, stance, underWay);
  }

  /**
   * Has a person's own program tried next, on the arm of the search: it counts against the budget as any proposal does, so
   * that random search beside it is given as many, and the strategy is told of it. Also while the run is paused.
   *
   * @param parents the candidate that it is a changed copy of, if any
   * @throws with a sentence for a person when it cannot be tried any more
   */
  async tryOut(source: string, parents: readonly CandidateId[]): Promise<void> {
    const compiled = await this.#ports.compiler.compile(source, this.#task);
    const [search] = this.#arms;
    if (!search || this.#ended || this.#abort.signal.aborted) throw new ToldError({ kind: 'run-over' });
    if (this.#left(search) <= 0) throw new ToldError({ kind: 'budget-spent' });
    const proposal = { source, origin: { kind: 'edited' as const, parents } };
    search.putIn.push({ proposal, compiled, isTrainable: compiled.ok, knew: search.told, remarks: [] });
    if (compiled.ok) this.#ports.evaluator.warm(this.#jobOf(compiled.value));
    this.#wake();
  }

  #apply(patch: SpecPatch): void {
    const isSame = patch.strategy?.id === this.#spec.strategy.id;
    const { space } = baselineOf(this.#spec.strategy);
    this.#spec = { ...this.#spec, ...patch };
    this.#changes += 1;
    const search = this.#arms[0];
    if (patch.strategy && search) {
      this.#discard(search);
      this.#exchange(search, patch.strategy, isSame);
    }
    if (baselineOf(this.#spec.strategy).space !== space) this.#moveBaseline();
    this.#switchBaseline();
  }

  /** Random search goes on in the space that the strategy now searches. */
  #moveBaseline(): void {
    const baseline = this.#arms.find(({ arm }) => arm === 'baseline');
    if (!baseline) return;
    this.#discard(baseline);
    baseline.replaceStrategy(this.#create('baseline', this.#strategyOf('baseline'), baseline.niches));
  }

  emit(event: Untimed): void {
    this.#ports.emit({ ...event, at: this.#ports.clock() - this.#startedAt } as RunEvent);
  }

  #remark(remarks: readonly Remark[]): void {
    for (const remark of remarks) {
      const said = this.#said.indexOf(remarkKey(remark));
      if (said < 0) {
        this.emit(remark);
        if (remark.kind === 'charged') this.#charge(remark);
      } else this.#said.splice(said, 1);
    }
  }

  #charge({ arm, candidates }: Charge): void {
    const charged = this.#arms.find((state) => state.arm === arm);
    if (charged) charged.charged += candidates;
  }

  async #loop(): Promise<void> {
    while (!this.#abort.signal.aborted && this.#failure === undefined) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const arm = this.#nextArm();
      if (arm) {
        if (!this.#holdsBack(arm)) this.#commit(arm);
        // Nothing is prepared meanwhile, so that a method knows the same at any pace.
        else await woken;
        continue;
      }
      this.#prepare();
      // What that leads to wakes the loop, or has woken it.
      if (this.#settleBrackets()) {
        await woken;
        continue;
      }
      const able = this.#ableArms();
      if (this.#openCount() === 0 && !able.some(({ round }) => round)) {
        const starving = able.find(({ starved, strategy }) => starved && !strategy.awaitsPerson);
        if (starving) this.#failure = { kind: 'nothing-to-propose', arm: starving.arm };
        const isAwaited = able.some(({ strategy }) => strategy.awaitsPerson);
        if (starving || (this.#pausedSince === undefined && !isAwaited)) break;
      }
      await woken;
    }
    for (const arm of this.#arms) this.#discard(arm);
    while (!this.#isQuiet()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /**
   * The arm that may commit now: the one that spent least, so that both are given the same number of evaluations
   * at any moment; none while every trainer is taken, or while the one whose turn it is has nothing ready. What a person
   * put in waits for no turn, and the other arm catches up after it.
   */
  #nextArm(): ArmState | undefined {
    if (this.#busyCount() >= this.#spec.workers) return undefined;
    const asked = this.#arms.find(({ putIn }) => putIn.length > 0);
    if (asked) return asked;
    const able = this.#ableArms().filter((arm) => this.#mayStep(arm));
    const least = Math.min(...able.map((arm) => arm.spent));
    const next = able.find((arm) => arm.spent === least && hasTurn(arm));
    return next?.isReady ? next : undefined;
  }

  #ableArms(): readonly ArmState[] {
    return this.#arms.filter((arm) => arm.active && this.#left(arm) > 0);
  }

  #mayStep(arm: ArmState): boolean {
    return this.#pausedSince === undefined || (this.#steps.get(arm.arm) ?? 0) > 0;
  }

  /** Proposals that the budget still allows, beside those that a person has put in. */
  #left({ asked, charged, putIn }: ArmState): number {
    const { unit, count } = this.#spec.budget;
    if (unit === 'evaluations') return Math.floor(count - charged) - asked - putIn.length;
    return this.#activeMs() < count * 60_000 ? Infinity : 0;
  }

  #activeMs(): number {
    const now = this.#pausedSince ?? this.#heldSince ?? this.#ports.clock();
    return now - this.#startedAt - this.#stillMs;
  }

  #openCount(): number {
    return this.#arms.reduce((sum, arm) => sum + arm.open, 0);
  }

  /** Open candidates that hold a trainer or want one. */
  #busyCount(): number {
    return this.#openCount() - this.#arms.reduce((sum, { aside }) => sum + aside.size, 0);
  }

  /**
   * Whoever waits for others of its bracket is judged without them where nothing more comes: its arm's budget is spent, or
   * its strategy must first be told something. @returns whether any were
   */
  #settleBrackets(): boolean {
    const waiting = this.#arms.filter((arm) => {
      const isDone = !arm.active || this.#left(arm) <= 0 || (arm.starved && arm.prepared.length === 0);
      return arm.aside.size > 0 && arm.aside.size === arm.open && !arm.round && isDone;
    });
    for (const { staged } of waiting) staged.settle();
    return waiting.length > 0;
  }

  #isQuiet(): boolean {
    return this.#openCount() === 0 && !this.#arms.some(({ round }) => round);
  }

  /** Begins a round in each arm that should have more ready than it has. */
  #prepare(): void {
    // An ask may keep this thread busy for a while; a trainer should not wait for its job meanwhile.
    if (this.#starting.size > 0) return;
    const able = this.#ableArms();
    const places = 2 * this.#spec.workers - this.#busyCount();
    const turns = able.map((arm) => ({
      arm,
      asked: arm.spent,
      left: this.#left(arm),
      prepared: arm.prepared,
      starved: arm.starved,
      strategy: arm.strategy,
    }));
    for (const { arm } of armsToAsk(turns, places)) {
      if (!arm.round && !arm.starved && this.#mayAsk(arm)) void this.#prepareRound(arm);
    }
  }

  #mayAsk(arm: ArmState): boolean {
    const { active, prepared, toCharge } = arm;
    // A model must not write while the run is paused, but for the one proposal of a step.
    const most = this.#pausedSince === undefined ? this.#left(arm) : (this.#steps.get(arm.arm) ?? 0);
    const idle = prepared.filter(({ isTrainable }) => !isTrainable).length;
    return active && prepared.length + toCharge < most && idle < MOST_IDLE_PROPOSALS;
  }

  /** Asks until there is a network to train, or no more may be asked. */
  async #prepareRound(arm: ArmState): Promise<void> {
    const { signal } = arm.beginRound();
    try {
      let isFound = false;
      while (!isFound && !signal.aborted && !arm.starved && this.#mayAsk(arm))
        isFound = await this.#prepareOne(arm, signal);
    } catch (error) {
      if (!signal.aborted) this.#failure = saidBy(error);
    }
    arm.endRound();
    this.#remark(arm.takeRemarks());
    this.#haltAfterRound();
    this.#wake();
  }

  /** @returns whether it is a network to train */
  async #prepareOne(arm: ArmState, signal: AbortSignal): Promise<boolean> {
    const { strategy, told: knew } = arm;
    const [proposal] = await strategy.ask(1, signal);
    if (signal.aborted) {
      if (proposal) strategy.dropped?.(proposal);
      return false;
    }
    if (!proposal) {
      arm.starved = true;
      arm.countAsk();
      return false;
    }
    const compiled = await this.#ports.compiler.compile(proposal.source, this.#task);
    if (signal.aborted) {
      strategy.dropped?.(proposal);
      return false;
    }
    const isTrainable =
      compiled.ok && arm.isNew(compiled.value.hash) && !this.#tooMuchLike(arm, proposal.source);
    arm.prepared.push({ proposal, compiled, isTrainable, knew, remarks: arm.takeRemarks() });
    arm.countAsk();
    if (isTrainable) this.#ports.evaluator.warm(this.#jobOf(compiled.value));
    this.#wake();
    return isTrainable;
  }

  #discard(arm: ArmState): void {
    this.#remark(arm.discard());
  }

  /** Makes a candidate of what a person put in, or else of the first prepared proposal. */
  #commit(arm: ArmState): void {
    const putIn = arm.putIn.shift();
    const prepared = putIn ?? arm.prepared.shift();
    if (!prepared) return;
    this.#release();
    this.#latestAskAt = this.#ports.clock();
    arm.asked += 1;
    arm.open += 1;
    const steps = this.#steps.get(arm.arm) ?? 0;
    if (steps > 0 && !putIn) this.#steps.set(arm.arm, steps - 1);
    const candidate: Candidate = { ...prepared.proposal, id: this.#nextId++, arm: arm.arm };
    this.#remark(prepared.remarks);
    this.emit({ kind: 'asked', candidate, knew: prepared.knew });
    this.#examine(arm, candidate, prepared.compiled);
    this.#haltAfterRound();
  }

  /** Whether the pace wants this arm's next candidate later; it wakes the loop then. */
  #holdsBack({ putIn }: ArmState): boolean {
    // A person who steps, or puts in a program, has set the pace by that.
    if (this.#pausedSince !== undefined || putIn.length > 0) return false;
    const now = this.#ports.clock();
    const wait = this.#latestAskAt + this.#pace - now;
    if (wait <= 0) return false;
    if (this.#heldSince === undefined) {
      this.#heldSince = now;
      this.emit({ kind: 'held' });
    }
    this.#ports.later(wait, () => this.#wake());
    return true;
  }

  #release(): void {
    if (this.#heldSince === undefined) return;
    this.#stillMs += this.#ports.clock() - this.#heldSince;
    this.#heldSince = undefined;
  }

  #roundGoal(): RoundGoal {
    const [search] = this.#arms;
    const asked = (search?.asked ?? 0) + candidatesPerRound(this.#spec.strategy);
    return { rounds: (search?.strategy.roundsTold ?? 0) + 1, asked };
  }

  #haltAfterRound(): void {
    const [search] = this.#arms;
    if (!this.#goal || !search || this.#left(search) <= 0) return;
    const { roundsTold } = search.strategy;
    const isOver =
      roundsTold === undefined ? search.asked >= this.#goal.asked : roundsTold >= this.#goal.rounds;
    if (!isOver) return;
    this.pause();
    for (const { arm, spent } of this.#arms)
      this.#steps.set(arm, Math.max(0, Math.floor(search.spent - spent)));
  }

  /** Sees what became of a candidate short of training, and has it trained. */
  #examine(arm: ArmState, candidate: Candidate, compiled: Prepared['compiled']): void {
    if (!compiled.ok)
      return this.#finish(arm, candidate, undefined, { kind: 'rejected', fault: compiled.error });
    const architecture = compiled.value;
    this.emit({ kind: 'compiled', id: candidate.id, architecture });
    const earlier = arm.duplicateOf(candidate, architecture.hash);
    if (earlier !== undefined)
      return this.#finish(arm, candidate, architecture, { kind: 'duplicate', of: earlier });
    const alike = this.#tooMuchLike(arm, candidate.source);
    if (alike) return this.#finish(arm, candidate, architecture, alike);
    arm.remember(candidate);
    void this.#evaluate(arm, candidate, architecture);
  }

  #tooMuchLike(arm: ArmState, source: string): Outcome | undefined {
    return arm.tooMuchLike(source, this.#spec.screening.novelty);
  }

  async #evaluate(arm: ArmState, candidate: Candidate, architecture: Architecture): Promise<void> {
    let outcome: Outcome;
    this.#starting.add(candidate.id);
    try {
      outcome = await this.#train(arm, candidate, architecture);
    } catch (error) {
      // A port that throws has a bug: the candidate is accounted for, and the run does not go on as if all were well.
      this.#failure = saidBy(error);
      outcome = { kind: 'failed', reason: 'error', message: { kind: 'broke', says: messageOf(error) } };
    }
    this.#starting.delete(candidate.id);
    this.#finish(arm, candidate, architecture, outcome);
    this.#wake();
  }

  async #train(arm: ArmState, candidate: Candidate, architecture: Architecture): Promise<Outcome> {
    const { id, inherits, growth, trainShare = 1 } = candidate;
    const parent = inherits === undefined ? undefined : arm.topologyOf(inherits);
    const whole = this.#jobOf(architecture);
    // Half a training is meant for one who begins where another ended. Weights are not kept with a run: of one that was closed
    // and goes on they are gone, and the child is trained as long as whatever else begins with weights as drawn.
    const isAlone = inherits !== undefined && this.#ports.evaluator.holds?.(String(inherits)) !== true;
    const job = {
      ...whole,
      ...(trainShare < 1 && !isAlone && { training: shortened(whole.training, trainShare) }),
      ...(arm.strategy.inheritsWeights && { keepAs: String(id) }),
      ...(inherits !== undefined && { startFrom: String(inherits) }),
      ...(growth && parent && { growth: { parent, layers: growth } }),
    };
    const { params, flops, activationBytes } = architecture;
    const result = await arm.staged.evaluate(
      this.#spec,
      { ...architecture, id, ...cellOf(candidate) },
      job,
      {
        onProbe: (probe) => this.emit({ kind: 'probed', id, probe }),
        onAside: () => {
          arm.aside.add(id);
          this.emit({ kind: 'aside', id });
          this.#wake();
        },
        onRecall: () => void arm.aside.delete(id),
        onStart: (trainer) => {
          this.#curves.set(id, []);
          this.emit({ kind: 'training', id, trainer });
          this.#starting.delete(id);
          this.#wake();
        },
        onPoint: (point) => {
          this.#curves.get(id)?.push(point);
          this.emit({ kind: 'epoch', id, point });
        },
      },
      this.#abort.signal,
    );
    if (result.kind !== 'scored') return result;
    return { kind: 'scored', params, flops, activationBytes, ...result.score };
  }

  #jobOf({ topology, hash }: Architecture): TrainingJob {
    return { topology, training: this.#spec.training, seed: weightSeed(this.#spec.seed, hash) };
  }

  #finish(
    arm: ArmState,
    candidate: Candidate,
    architecture: Architecture | undefined,
    outcome: Outcome,
  ): void {
    this.emit({ kind: 'finished', id: candidate.id, outcome });
    if (architecture && outcome.kind === 'scored') {
      const placement = arm.place(candidate.id, outcome.valAccuracy, architecture);
      this.emit({ kind: 'placed', id: candidate.id, placement });
    }
    const curve = this.#curves.get(candidate.id);
    this.#curves.delete(candidate.id);
    arm.aside.delete(candidate.id);
    arm.finish({ candidate, outcome, ...(architecture && { architecture }), ...(curve && { curve }) });
    // During a round the strategy has not been told yet, and what it says then comes with the round's end.
    if (!arm.round) this.#remark(arm.takeRemarks());
    this.#haltAfterRound();
  }

  #exchange(arm: ArmState, spec: StrategySpec, isSame: boolean): void {
    if (isSame && arm.strategy.adjust) arm.strategy.adjust(spec);
    else {
      arm.replaceStrategy(this.#create('search', spec, arm.niches));
      if (this.#goal) this.#goal = this.#roundGoal();
    }
    this.#remark(arm.takeRemarks());
  }

  #switchBaseline(): void {
    const baseline = this.#arms.find(({ arm }) => arm === 'baseline');
    const wanted = hasBaseline(this.#spec);
    if (baseline) {
      baseline.active = wanted;
      if (!wanted) this.#discard(baseline);
    } else if (wanted) this.#addArm('baseline', baselineOf(this.#spec.strategy));
  }

  /** Takes up what was under way when the past ended. */
  #goOn({ unplaced, unfinished }: Past): void {
    this.emit({ kind: 'continued' });
    for (const placed of unplaced) this.emit({ kind: 'placed', ...placed });
    for (const arm of this.#arms) this.#remark(arm.takeRemarks());
    for (const { arm, candidate, compiled, isInTraining } of unfinished) {
      if (isInTraining && compiled.ok) void this.#evaluate(arm, candidate, compiled.value);
      else this.#examine(arm, candidate, compiled);
    }
  }

  async #compiled(open: Open): Promise<Unfinished> {
    const { architecture, candidate } = open;
    const compiled = architecture
      ? ok(architecture)
      : await this.#ports.compiler.compile(candidate.source, this.#task);
    return { ...open, compiled };
  }

  /** What a cost comes to in candidates, as they are trained now. */
  #chargeOf({ examples, steps, ms }: Cost): Charge {
    const { estimator, training, validationFraction } = this.#spec;
    const lesser = atFidelity<Pick<TrainingJob, 'training' | 'dataShare'>>(estimator, { training });
    const each = candidateExamples(lesser.training, this.#task, validationFraction, lesser.dataShare);
    return { candidates: examples / each, steps, ms };
  }

  #strategyOf(arm: Arm): StrategySpec {
    return arm === 'search' ? this.#spec.strategy : baselineOf(this.#spec.strategy);
  }

  #addArms(): void {
    this.#addArm('search', this.#spec.strategy);
    if (hasBaseline(this.#spec)) this.#addArm('baseline', baselineOf(this.#spec.strategy));
  }

  #addArm(arm: Arm, strategy: StrategySpec): void {
    const niches = new Niches();
    const { evaluator } = this.#ports;
    this.#arms.push(new ArmState(arm, this.#create(arm, strategy, niches), niches, evaluator, this.#oneShot));
  }

  #create(arm: Arm, strategy: StrategySpec, niches: Niches) {
    // Keyed by strategy: the baseline draws just what a random search of the same seed would draw alone.
    const rng = this.#rng
      .fork('strategy')
      .fork(strategy.id)
      .fork(arm === 'search' ? this.#changes : 0);
    const remark = (remark: Remark) => this.#arms.find((state) => state.arm === arm)?.remark(remark);
    const { layerModel, supernet, live, createStrategy } = this.#ports;
    const proposer = this.#prompter;
    return createStrategy(strategy, {
      task: this.#task,
      rng,
      niches,
      notice: (notice) => remark({ kind: 'notice', notice }),
      record: (note) => remark({ kind: 'method', note }),
      onText: (text) => live({ kind: 'writing', arm, text }),
      onTeaching: (step) => live({ kind: 'teaching', ...step }),
      ...(proposer && { proposer }),
      ...(layerModel && { layerModel }),
      ...(supernet && { supernet }),
      charge: (cost) => remark({ kind: 'charged', arm, ...this.#chargeOf(cost) }),
    });
  }
}
