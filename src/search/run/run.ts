/**
 * The loop: ask, compile, evaluate, tell, within a budget. It knows no strategy by name and no trainer by kind;
 * what happens goes out as events, and the list of them is the run.
 */
import { GridArchive } from '../archive/gridArchive.ts';
import { measuresOf } from '../archive/measures.ts';
import type {
  Architecture,
  Arm,
  Candidate,
  CandidateId,
  EndReason,
  LiveSignal,
  Notice,
  Outcome,
  Proposal,
  RunEvent,
  TaskShape,
} from '../domain.ts';
import type { Compiler, Evaluator, Proposer, Strategy, StrategyContext } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import type { RunSpec, SpecPatch, StrategySpec } from '../spec/spec.ts';
import { ArmState } from './arm.ts';
import { weightSeed } from './seeds.ts';

export interface RunPorts {
  readonly createStrategy: (spec: StrategySpec, context: StrategyContext) => Strategy;
  readonly compiler: Compiler;
  readonly evaluator: Evaluator;
  readonly proposer?: Proposer;
  /** Milliseconds from any fixed moment; never goes back. */
  readonly clock: () => number;
  readonly emit: (event: RunEvent) => void;
  readonly live: (signal: LiveSignal) => void;
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
  readonly #startedAt: number;
  #pausedSince: number | undefined;
  #pausedMs = 0;
  #nextId = 1;
  #changes = 0;
  /** Candidates of each arm that may still be asked for while paused. */
  readonly #steps = new Map<Arm, number>();
  #failure: string | undefined;
  #ended = false;
  #wake: () => void = () => {};

  /** @param spec with `workers` resolved to the number of evaluations at once, 1 or more */
  constructor(spec: RunSpec, task: TaskShape, ports: RunPorts) {
    this.#spec = spec;
    this.#task = task;
    this.#ports = ports;
    this.#rng = new Rng(spec.seed);
    this.#startedAt = ports.clock();
  }

  /** Runs to the end of the budget or until stopped; resolves after the `ended` event. */
  async start(mode: 'run' | 'step' = 'run'): Promise<void> {
    this.emit({ kind: 'started', spec: this.#spec, task: this.#task });
    this.#addArm('search', this.#spec.strategy);
    if (this.#wantsBaseline()) this.#addArm('baseline', { id: 'random' });
    if (mode === 'step') this.step();
    await this.#loop();
    this.#ended = true;
    const reason: EndReason =
      this.#failure !== undefined ? 'failed' : this.#abort.signal.aborted ? 'stopped' : 'budget';
    this.emit({ kind: 'ended', reason, ...(this.#failure === undefined ? {} : { message: this.#failure }) });
  }

  pause(): void {
    if (this.#ended || this.#pausedSince !== undefined || this.#abort.signal.aborted) return;
    this.#pausedSince = this.#ports.clock();
    this.emit({ kind: 'paused' });
  }

  resume(): void {
    if (this.#ended || this.#pausedSince === undefined) return;
    this.#pausedMs += this.#ports.clock() - this.#pausedSince;
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

  stop(): void {
    this.#abort.abort(new Error('The run was stopped.'));
    this.#wake();
  }

  /** Takes effect with the next candidate. */
  change(patch: SpecPatch): void {
    if (this.#ended) return;
    this.#spec = { ...this.#spec, ...patch };
    this.#changes += 1;
    this.emit({ kind: 'changed', patch });
    const search = this.#arms[0];
    if (patch.strategy && search) search.replaceStrategy(this.#create('search', patch.strategy));
    this.#switchBaseline();
    this.#wake();
  }

  emit(event: Untimed): void {
    this.#ports.emit({ ...event, at: this.#ports.clock() - this.#startedAt } as RunEvent);
  }

  async #loop(): Promise<void> {
    while (!this.#abort.signal.aborted && this.#failure === undefined) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const arm = this.#nextArm();
      if (arm) {
        void this.#askOne(arm);
        continue;
      }
      if (this.#isIdle()) {
        const starving = this.#arms.find((a) => a.active && a.starved && this.#hasBudget(a));
        if (starving) this.#failure = `The strategy of the ${starving.arm} arm has nothing more to propose.`;
        if (starving || this.#pausedSince === undefined) break;
      }
      await woken;
    }
    while (!this.#isIdle()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /**
   * The arm that may ask now: the one that asked least, so that both are given the same number of evaluations
   * at any moment; none while every trainer is taken.
   */
  #nextArm(): ArmState | undefined {
    if (this.#openCount() >= this.#spec.workers) return undefined;
    const able = this.#arms.filter((arm) => arm.active && this.#hasBudget(arm));
    const least = Math.min(...able.map((arm) => arm.asked));
    return able.find((arm) => !arm.asking && !arm.starved && arm.asked === least && this.#mayStep(arm));
  }

  #mayStep(arm: ArmState): boolean {
    return this.#pausedSince === undefined || (this.#steps.get(arm.arm) ?? 0) > 0;
  }

  #hasBudget(arm: ArmState): boolean {
    const { budget } = this.#spec;
    if (budget.unit === 'evaluations') return arm.asked < budget.count;
    return this.#activeMs() < budget.count * 60_000;
  }

  #activeMs(): number {
    const now = this.#pausedSince ?? this.#ports.clock();
    return now - this.#startedAt - this.#pausedMs;
  }

  #openCount(): number {
    return this.#arms.reduce((sum, arm) => sum + arm.open, 0);
  }

  #isIdle(): boolean {
    return this.#openCount() === 0;
  }

  async #askOne(arm: ArmState): Promise<void> {
    arm.asked += 1;
    arm.open += 1;
    arm.asking = true;
    const steps = this.#steps.get(arm.arm) ?? 0;
    if (steps > 0) this.#steps.set(arm.arm, steps - 1);
    try {
      const [proposal] = await arm.strategy.ask(1, this.#abort.signal);
      arm.asking = false;
      // There may be room for another, now that this arm's strategy is free.
      this.#wake();
      if (proposal) {
        await this.#evaluate(arm, proposal);
      } else {
        arm.starved = true;
        this.#withdraw(arm);
      }
    } catch (error) {
      arm.asking = false;
      this.#withdraw(arm);
      if (!this.#abort.signal.aborted) this.#failure = messageOf(error);
    }
    this.#wake();
  }

  /** Gives back the place of an ask that came to nothing. */
  #withdraw(arm: ArmState): void {
    arm.asked -= 1;
    arm.open -= 1;
  }

  async #evaluate(arm: ArmState, proposal: Proposal): Promise<void> {
    const candidate: Candidate = { ...proposal, id: this.#nextId++, arm: arm.arm };
    this.emit({ kind: 'asked', candidate });
    let architecture: Architecture | undefined;
    let outcome: Outcome;
    try {
      const compiled = await this.#ports.compiler.compile(candidate.source, this.#task);
      if (compiled.ok) {
        architecture = compiled.value;
        outcome = await this.#judge(arm, candidate, architecture);
      } else {
        outcome = { kind: 'rejected', fault: compiled.error };
      }
    } catch (error) {
      // A port that throws has a bug: the candidate is accounted for, and the run does not go on as if all were well.
      this.#failure = messageOf(error);
      outcome = { kind: 'failed', reason: 'error', message: this.#failure };
    }
    this.#finish(arm, candidate, architecture, outcome);
  }

  async #judge(arm: ArmState, candidate: Candidate, architecture: Architecture): Promise<Outcome> {
    this.emit({ kind: 'compiled', id: candidate.id, architecture });
    const earlier = arm.duplicateOf(candidate, architecture.hash);
    if (earlier !== undefined) return { kind: 'duplicate', of: earlier };
    const outcome = await this.#train(candidate.id, architecture);
    // Neither says anything about the network, so it may be proposed again.
    if (outcome.kind === 'failed' || outcome.kind === 'cancelled') arm.forget(architecture.hash);
    return outcome;
  }

  async #train(
    id: CandidateId,
    { topology, hash, params, flops, activationBytes }: Architecture,
  ): Promise<Outcome> {
    const result = await this.#ports.evaluator.evaluate(
      { topology, training: this.#spec.training, seed: weightSeed(this.#spec.seed, hash) },
      {
        onStart: (trainer) => this.emit({ kind: 'training', id, trainer }),
        onPoint: (point) => this.emit({ kind: 'epoch', id, point }),
      },
      this.#abort.signal,
    );
    return result.kind === 'scored'
      ? { kind: 'scored', params, flops, activationBytes, ...result.score }
      : result;
  }

  #finish(
    arm: ArmState,
    candidate: Candidate,
    architecture: Architecture | undefined,
    outcome: Outcome,
  ): void {
    this.emit({ kind: 'finished', id: candidate.id, outcome });
    if (architecture && outcome.kind === 'scored') {
      const placement = arm.archive.place(candidate.id, outcome.valAccuracy, measuresOf(architecture));
      this.emit({ kind: 'placed', id: candidate.id, placement });
    }
    arm.tell({ candidate, outcome, ...(architecture && { architecture }) });
  }

  #wantsBaseline(): boolean {
    // Random search beside random search would only be the same draws twice.
    return this.#spec.baseline && this.#spec.strategy.id !== 'random';
  }

  #switchBaseline(): void {
    const baseline = this.#arms.find(({ arm }) => arm === 'baseline');
    const wanted = this.#wantsBaseline();
    if (baseline) baseline.active = wanted;
    else if (wanted) this.#addArm('baseline', { id: 'random' });
  }

  #addArm(arm: Arm, strategy: StrategySpec): void {
    this.#arms.push(new ArmState(arm, this.#create(arm, strategy), new GridArchive()));
  }

  #create(arm: Arm, strategy: StrategySpec) {
    // Keyed by strategy: the baseline draws just what a random search of the same seed would draw alone.
    const rng = this.#rng
      .fork('strategy')
      .fork(strategy.id)
      .fork(arm === 'search' ? this.#changes : 0);
    const notice = (notice: Notice) => this.emit({ kind: 'notice', notice });
    const onText = (text: string) => this.#ports.live({ kind: 'writing', arm, text });
    const { proposer, createStrategy } = this.#ports;
    return createStrategy(strategy, { task: this.#task, rng, notice, onText, ...(proposer && { proposer }) });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
