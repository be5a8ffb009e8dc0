import { type Evaluated, ProposerUnavailable, type StrategyContext } from '../../ports.ts';
import type { ModelWriter } from '../writer.ts';

/** Candidates between two distillations, and rules at most (ShinkaEvolve 2025: every ten generations, up to five). */
const PERIOD = 10;
const MOST_RULES = 5;

/** Programs shown as the best, and as many as the worst. */
const SHOWN = 3;

/** Characters of a program that are shown: six such leave a context of 4,096 tokens room for an answer. */
const MOST_SHOWN = 1300;

const MANNER = { temperature: 0.2, topP: 0.95, maxTokens: 320, constrained: false };

const SYSTEM =
  'You study how small neural networks are designed. From programs and their scores you draw short rules that say what works and what does not.';

interface Scored {
  readonly source: string;
  readonly valAccuracy: number;
  readonly params: number;
}

/**
 * Rules that the model draws from what worked and what did not, to stand in later prompts (ShinkaEvolve 2025; SEKI 2025).
 * Only for a model that converses: our own small one writes programs and nothing else.
 */
export class Scratchpad {
  readonly #context: StrategyContext;
  readonly #writer: ModelWriter;
  readonly #scored: Scored[] = [];
  #told = 0;
  #rules: readonly string[] = [];

  constructor(context: StrategyContext, writer: ModelWriter) {
    this.#context = context;
    this.#writer = writer;
  }

  tell({ candidate: { source }, outcome }: Evaluated): void {
    this.#told += 1;
    if (outcome.kind === 'scored')
      this.#scored.push({ source, valAccuracy: outcome.valAccuracy, params: outcome.params });
  }

  /**
   * Draws new rules when so many candidates have come since the last ones were asked for. A question that the model does
   * not answer is not put again before the next are due: the search can go on without rules.
   * @throws ProposerUnavailable without a model; the abort reason
   */
  async distil(signal: AbortSignal): Promise<void> {
    if (this.#told < PERIOD || this.#scored.length < 2 * SHOWN) return;
    const { style } = await this.#writer.ready(signal);
    if (style !== 'chat') return;
    const rules = rulesOf(await this.#answer(signal));
    this.#told = 0;
    if (rules.length === 0) return;
    this.#rules = rules;
    this.#context.record({ method: 'switches', note: { kind: 'rules', rules } });
  }

  async #answer(signal: AbortSignal): Promise<string> {
    try {
      const prompt = { system: SYSTEM, user: this.#question() };
      return (await this.#writer.reply(prompt, MANNER, signal)).reply.text;
    } catch (error) {
      if (!(error instanceof ProposerUnavailable)) throw error;
      this.#context.notice({ level: 'warning', message: { kind: 'no-rules', why: error.said } });
      return '';
    }
  }

  get words(): string {
    if (this.#rules.length === 0) return '';
    return ['Rules from earlier networks:', ...this.#rules.map((rule) => `- ${rule}`)].join('\n');
  }

  #question(): string {
    const ranked = this.#scored.toSorted((a, b) => b.valAccuracy - a.valAccuracy);
    return [
      'The best networks so far:',
      ...ranked.slice(0, SHOWN).map(inWords),
      'The worst:',
      ...ranked.slice(-SHOWN).map(inWords),
      `Write at most ${MOST_RULES} rules for the next networks, one a line, each under 20 words, and nothing else.`,
    ].join('\n\n');
  }
}

function inWords({ source, valAccuracy, params }: Scored): string {
  const program = source.trim();
  const shown = program.length > MOST_SHOWN ? `${program.slice(0, MOST_SHOWN)}\n// and so on` : program;
  return `${(100 * valAccuracy).toFixed(1)} % with ${params} parameters:\n\`\`\`js\n${shown}\n\`\`\``;
}

/** Lines without their bullets or numbers; what is no rule is left out, and so are those over the limit. */
export const rulesOf = (reply: string): readonly string[] =>
  reply
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('```') && !line.endsWith(':'))
    .slice(0, MOST_RULES);
