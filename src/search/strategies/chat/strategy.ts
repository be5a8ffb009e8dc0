import type { Proposal } from '../../domain.ts';
import { type Evaluated, ProposerUnavailable, type Strategy, type StrategyContext } from '../../ports.ts';
import type { Known, Question } from '../../prompts/ask.ts';
import { type Shown, type Turn, conversationQuestion, wishQuestion } from '../../prompts/chatDesign.ts';
import { languageOf, readRequest, wishWords } from '../../prompts/request.ts';
import { type Result, err, ok } from '../../result.ts';
import type { ChatSpec, StrategySpec } from '../../spec/spec.ts';
import type { Told } from '../../told/told.ts';
import { ModelWriter } from '../writer.ts';

interface Request {
  readonly text: string;
  /** In the run, 0 for the first. */
  readonly number: number;
}

/** A question to the model; `understood` is what it asks for, where a person's words had to be read first. */
interface Asked {
  readonly question: Question;
  readonly understood?: string;
}

/**
 * A person designs networks with a model, as the survey's authors did by hand: each request becomes one proposal, and its
 * report returns with the next request. Requests are answered in turn, each when what became of the one before is known.
 * A request that cannot be answered proposes nothing, and the person is told why.
 */
export class ChatDesign implements Strategy {
  readonly isSlow = true;
  readonly awaitsPerson = true;
  #spec: ChatSpec;
  readonly #context: StrategyContext;
  readonly #writer: ModelWriter;
  readonly #requests: Request[] = [];
  /** Proposed, and not told of yet. */
  #open: { readonly request: Request; readonly proposal: Proposal } | undefined;
  readonly #turns: Turn[] = [];
  /** All that were trained on this arm, whoever proposed them. */
  readonly #networks: Known[] = [];
  #rejected: Shown['rejected'];

  constructor(spec: ChatSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#writer = new ModelWriter(context);
  }

  say(text: string, number: number): void {
    this.#requests.push({ text, number });
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1 || this.#open) return [];
    for (let request = this.#requests[0]; request; request = this.#requests[0]) {
      const answer = await this.#answer(request, signal);
      // Only now: an answer that is given up half-way leaves its request waiting.
      this.#requests.shift();
      if (answer.ok) {
        this.#open = { request, proposal: answer.value };
        return [answer.value];
      }
      this.#excuse(request, answer.error);
    }
    return [];
  }

  tell(evaluated: Evaluated): void {
    const { candidate, outcome } = evaluated;
    const { id, source, origin } = candidate;
    if (outcome.kind === 'scored') {
      const { params, valAccuracy } = outcome;
      this.#networks.push({ id, source, params, valAccuracy });
    }
    if (!this.#open || origin !== this.#open.proposal.origin || origin.kind !== 'written') return;
    this.#turns.push({ request: this.#open.request.text, reply: origin.reply, evaluated });
    this.#rejected = outcome.kind === 'rejected' ? { id, source, fault: outcome.fault } : undefined;
    this.#open = undefined;
  }

  /** The request is answered anew. */
  dropped(proposal: Proposal): void {
    if (this.#open?.proposal !== proposal) return;
    this.#requests.unshift(this.#open.request);
    this.#open = undefined;
  }

  adjust(spec: StrategySpec): void {
    if (spec.id === 'chat') this.#spec = spec;
  }

  async #answer(request: Request, signal: AbortSignal): Promise<Result<Proposal, Told>> {
    try {
      const { style } = await this.#writer.ready(signal);
      const asked = style === 'terse' ? this.#wish(request) : ok(this.#continue(request));
      if (!asked.ok) return asked;
      const { question, understood } = asked.value;
      const named = understood === undefined ? question : { ...question, instruction: understood };
      const { origin, source } = await this.#writer.write(named, this.#spec, signal);
      return ok({ source, origin: { ...origin, request: request.number } });
    } catch (error) {
      if (!(error instanceof ProposerUnavailable)) throw error;
      return err({ kind: 'chat-unanswered', why: error.said });
    }
  }

  #continue({ text }: Request): Asked {
    const [best] = this.#byAccuracy();
    return { question: conversationQuestion(this.#context.task, this.#turns, text, best) };
  }

  #wish({ text }: Request): Result<Asked, Told> {
    const wish = readRequest(text);
    if (!wish) return err({ kind: 'chat-not-understood' });
    const made = wishQuestion(this.#context.task, wish, this.#shown());
    if (!made.ok) return made;
    return ok({ question: made.value.question, understood: wishWords(made.value.wish, languageOf(text)) });
  }

  #shown(): Shown {
    const latest = this.#networks.at(-1);
    const [best, second] = this.#byAccuracy();
    return {
      ...(latest && { latest }),
      ...(best && { best }),
      ...(second && { second }),
      ...(this.#rejected && { rejected: this.#rejected }),
    };
  }

  #byAccuracy(): readonly Known[] {
    return this.#networks.toSorted((a, b) => b.valAccuracy - a.valAccuracy);
  }

  #excuse({ number }: Request, why: Told): void {
    this.#context.notice({ level: 'warning', message: why });
    this.#context.record({ method: 'chat', note: { kind: 'unanswered', request: number, why } });
  }
}
