import type { Proposal } from '../domain.ts';
import { type Evaluated, ProposerUnavailable, type Strategy, type StrategyContext } from '../ports.ts';
import { type Asking, type Known, chatQuestion, terseQuestion } from '../prompts/ask.ts';
import { PROGRAM_GRAMMAR } from '../prompts/grammar.ts';
import { defaultEvolution, type LlmSpec } from '../spec/spec.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';

/** Random samples that give the model something to start from. */
const SEEDS = 3;

/**
 * A language model as mutation operator: it is shown the best candidate, mostly with one more, in the style in which it
 * reads, and writes a changed program. Its replies are taken as they are; what is invalid is rejected by the run, and
 * the next prompt may tell of the fault.
 *
 * While the model cannot answer, regularised evolution goes on in its place, told of everything; its children say in
 * their origin that they are mutations. The model is asked again at every turn, so that one loaded later takes over.
 */
export class LlmMutation implements Strategy {
  readonly isSlow = true;
  readonly #spec: LlmSpec;
  readonly #context: StrategyContext;
  readonly #stead: RegularizedEvolution;
  /** Best first. */
  #scored: Known[] = [];
  #rejected: Asking['rejected'];
  #seeds = 0;
  #isAway = false;

  constructor(spec: LlmSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#stead = new RegularizedEvolution(defaultEvolution(), {
      ...context,
      rng: context.rng.fork('stead'),
    });
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    // One at a time: the next reply should know what became of this one.
    if (this.#needsSeed()) {
      this.#seeds += 1;
      return this.#stead.ask(1, signal);
    }
    try {
      const proposal = await this.#write(signal);
      this.#announce(false, 'The language model writes again.');
      return [proposal];
    } catch (error) {
      if (!(error instanceof ProposerUnavailable)) throw error;
      this.#announce(true, `${error.message} The search goes on with evolution until a model is there.`);
      return this.#stead.ask(1, signal);
    }
  }

  tell(evaluated: Evaluated): void {
    this.#stead.tell(evaluated);
    const { candidate, outcome } = evaluated;
    if (outcome.kind === 'scored') {
      const { params, valAccuracy } = outcome;
      this.#scored.push({ id: candidate.id, source: candidate.source, params, valAccuracy });
      this.#scored.sort((a, b) => b.valAccuracy - a.valAccuracy || a.params - b.params);
    }
    if (candidate.origin.kind !== 'written') return;
    const { id, source } = candidate;
    this.#rejected = outcome.kind === 'rejected' ? { id, source, fault: outcome.fault } : undefined;
  }

  #needsSeed(): boolean {
    const scored = this.#scored.length;
    return scored === 0 || (scored < SEEDS && this.#seeds < SEEDS);
  }

  async #write(signal: AbortSignal): Promise<Proposal> {
    const { proposer, rng, task, onText } = this.#context;
    if (!proposer) throw new ProposerUnavailable('No language model is loaded.');
    await proposer.ready?.(signal);
    const asking = { task, scored: this.#scored, ...(this.#rejected && { rejected: this.#rejected }) };
    const question = proposer.style === 'terse' ? terseQuestion(asking, rng) : chatQuestion(asking, rng);
    const { prompt } = question;
    const { temperature, topP, maxTokens, constrained } = this.#spec;
    const reply = await proposer.complete(
      prompt,
      {
        temperature,
        topP,
        maxTokens,
        seed: rng.seed(),
        ...(constrained && { grammar: PROGRAM_GRAMMAR }),
      },
      onText,
      signal,
    );
    return {
      source: question.read(reply.text),
      origin: {
        kind: 'written',
        parents: question.parents,
        model: proposer.model,
        prompt: [prompt.system, prompt.user].filter(Boolean).join('\n\n'),
        reply: reply.text,
        temperature,
        tokens: reply.tokens,
        writeMs: reply.ms,
      },
    };
  }

  /** Says once when the model goes away or comes back. */
  #announce(isAway: boolean, message: string): void {
    if (isAway !== this.#isAway) this.#context.notice({ level: isAway ? 'warning' : 'info', message });
    this.#isAway = isAway;
  }
}
