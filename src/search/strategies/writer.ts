import type { Origin, Proposal } from '../domain.ts';
import { type Completion, type Prompt, ProposerUnavailable, type StrategyContext } from '../ports.ts';
import type { Question } from '../prompts/ask.ts';
import { PROGRAM_GRAMMAR } from '../prompts/grammar.ts';
import { promptText } from '../prompts/promptText.ts';
import type { Fact } from '../told/told.ts';

/** How a reply is to be drawn. */
export interface Manner {
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly constrained: boolean;
}

/**
 * The model's pen: hands it a question and makes a proposal of its reply, taken as it is. What is invalid in it is for
 * the run to reject.
 */
export class ModelWriter {
  readonly #context: StrategyContext;
  #isAway = false;

  constructor(context: StrategyContext) {
    this.#context = context;
  }

  /** Waits until the style in which the model reads is known. @throws ProposerUnavailable without a model */
  async ready(signal: AbortSignal) {
    const { proposer } = this.#context;
    if (!proposer) throw new ProposerUnavailable({ kind: 'no-model' });
    await proposer.ready?.(signal);
    return proposer;
  }

  /** @throws ProposerUnavailable when the model cannot answer; the abort reason */
  async write(
    { prompt, parents, instruction, read }: Question,
    manner: Manner,
    signal: AbortSignal,
  ): Promise<Proposal & { readonly origin: Extract<Origin, { kind: 'written' }> }> {
    const { temperature } = manner;
    const { reply, model, tuned } = await this.reply(prompt, manner, signal);
    return {
      source: read(reply.text),
      origin: {
        kind: 'written',
        parents,
        ...(instruction !== undefined && { instruction }),
        model,
        ...(tuned > 0 && { tuned }),
        prompt: promptText(prompt),
        reply: reply.text,
        temperature,
        tokens: reply.tokens,
        writeMs: reply.ms,
      },
    };
  }

  /** The reply alone, for questions whose answer is no program. `constrained` is for programs. */
  async reply(
    prompt: Prompt,
    { temperature, topP, maxTokens, constrained }: Manner,
    signal: AbortSignal,
  ): Promise<{ readonly reply: Completion; readonly model: string; readonly tuned: number }> {
    const { rng, onText } = this.#context;
    const proposer = await this.ready(signal);
    const options = {
      temperature,
      topP,
      maxTokens,
      seed: rng.seed(),
      ...(constrained && { grammar: PROGRAM_GRAMMAR }),
    };
    const reply = await proposer.complete(prompt, options, onText, signal);
    return { reply, model: proposer.model, tuned: proposer.tuned ?? 0 };
  }

  /**
   * Does `write`; while the model cannot answer, `stead` in its place, and the page is told once when that begins and
   * once when it is over.
   *
   * @param inItsPlace what goes on meanwhile
   */
  async orInstead<T>(
    write: () => Promise<T>,
    stead: () => Promise<T>,
    inItsPlace: Fact<'model-away'>['stead'],
  ): Promise<T> {
    try {
      const written = await write();
      this.#announce({ kind: 'model-back' });
      return written;
    } catch (error) {
      if (!(error instanceof ProposerUnavailable)) throw error;
      this.#announce({ kind: 'model-away', why: error.said, stead: inItsPlace });
      return stead();
    }
  }

  #announce(message: Fact<'model-back' | 'model-away'>): void {
    const isAway = message.kind === 'model-away';
    if (isAway !== this.#isAway) this.#context.notice({ level: isAway ? 'warning' : 'info', message });
    this.#isAway = isAway;
  }
}
