/**
 * A strategy is what it was asked and told, in order, so it can be brought back to any point of a run by asking and
 * telling it the same again. Replies of the model are those of then; nothing is trained.
 */
import type { Candidate, CandidateId, Proposal } from '../domain.ts';
import type { Completion, Evaluated, Prompt, Proposer } from '../ports.ts';
import { promptText } from '../prompts/promptText.ts';
import type { ArmState } from './arm.ts';

/** Leads one arm's strategy through an earlier run of it. */
export class Rehearsal {
  readonly #arm: ArmState;
  readonly #prompter: Prompter | undefined;
  /** Finished and not yet told, in the order finished. */
  readonly #untold: Evaluated[] = [];
  /** What the strategy proposed now, in the place of what it proposed then. */
  readonly #proposals = new Map<CandidateId, Proposal>();
  #isTrue = true;

  constructor(arm: ArmState, prompter: Prompter | undefined) {
    this.#arm = arm;
    this.#prompter = prompter;
  }

  /** Whether the strategy has proposed what it proposed then, every time. */
  get isTrue(): boolean {
    return this.#isTrue;
  }

  /** @param knew outcomes that it had been told then */
  async ask(candidate: Candidate, knew: number, signal: AbortSignal): Promise<void> {
    // That was a person's, of which the strategy heard by its outcome.
    if (candidate.origin.kind === 'edited') return;
    this.#tell(knew - this.#arm.told);
    if (this.#isTrue) await this.#askAgain(candidate, signal);
    this.#arm.countAsk();
  }

  async #askAgain(candidate: Candidate, signal: AbortSignal): Promise<void> {
    this.#prompter?.prompt(candidate);
    try {
      const [proposal] = await this.#arm.strategy.ask(1, signal);
      if (proposal?.source === candidate.source) this.#proposals.set(candidate.id, proposal);
      else this.#isTrue = false;
    } catch (error) {
      if (signal.aborted) throw error;
      this.#isTrue = false;
    }
  }

  finish(evaluated: Evaluated): void {
    this.#untold.push(evaluated);
  }

  /** Tells what is still to be told. */
  catchUp(): void {
    this.#tell(this.#untold.length);
  }

  /** As the strategy proposed it now: it knows its own proposals again by the very origin that it gave them. */
  own(candidate: Candidate): Candidate {
    const proposal = this.#isTrue ? this.#proposals.get(candidate.id) : undefined;
    return proposal ? { ...candidate, origin: proposal.origin } : candidate;
  }

  #tell(count: number): void {
    for (const evaluated of this.#untold.splice(0, Math.max(0, count)))
      this.#arm.finish({ ...evaluated, candidate: this.own(evaluated.candidate) });
  }
}

/** Stands before a model, and answers for it what it answered then. */
export class Prompter implements Proposer {
  readonly #model: Proposer;
  #then: Candidate | undefined;

  constructor(model: Proposer) {
    this.#model = model;
  }

  /** The candidate that is being asked for again; undefined once the rehearsal is over. */
  prompt(candidate: Candidate | undefined): void {
    this.#then = candidate;
  }

  get model(): string {
    return this.#model.model;
  }

  get tuned(): number {
    return this.#model.tuned ?? 0;
  }

  get style(): Proposer['style'] {
    return this.#model.style;
  }

  get constrains(): boolean {
    return this.#model.constrains;
  }

  get learns(): boolean {
    return this.#model.learns;
  }

  async ready(signal: AbortSignal): Promise<void> {
    await this.#model.ready?.(signal);
  }

  /** @throws as the model does; an error when it was asked for something else then */
  async complete(prompt: Prompt, ...rest: Rest): Promise<Completion> {
    if (!this.#then) return this.#model.complete(prompt, ...rest);
    const { origin } = this.#then;
    if (origin.kind !== 'written' || origin.prompt !== promptText(prompt))
      throw new Error('The model was asked for something else then.');
    return { text: origin.reply, finish: 'stop', tokens: origin.tokens, ms: origin.writeMs };
  }

  /** Really: what was learnt then is not kept. */
  teach(...lesson: Parameters<Proposer['teach']>): ReturnType<Proposer['teach']> {
    return this.#model.teach(...lesson);
  }
}

type Rest = Parameters<Proposer['complete']> extends [Prompt, ...infer R] ? R : never;
