import type { Proposal } from '../domain.ts';
import { CODE } from '../program/space.ts';
import type { Evaluated, Strategy, StrategyContext } from '../ports.ts';
import { type Asking, type Known, chatQuestion, terseQuestion } from '../prompts/ask.ts';
import { defaultEvolution, type LlmSpec } from '../spec/spec.ts';
import { AgingPopulation, type Member } from './agingPopulation.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';
import { PromptAids } from './switches/aids.ts';
import { ModelWriter } from './writer.ts';

/** What a bandit chooses among. */
const BANDIT_TEMPERATURES = [0.2, 0.4, 0.6, 0.8, 1] as const;

/**
 * A language model as mutation operator: regularised evolution whose children a model writes. It is shown the parent,
 * at times with one more, in the style in which it reads. Its replies are taken as they are; what is invalid is
 * rejected by the run, and the next prompt may tell of the fault.
 *
 * While the model cannot answer, edits go on in its place; these children say in their origin that they are mutations.
 * The model is asked again at every turn, so that one loaded later takes over.
 */
export class LlmMutation implements Strategy {
  readonly isSlow = true;
  #spec: LlmSpec;
  readonly #context: StrategyContext;
  readonly #population: AgingPopulation;
  readonly #writer: ModelWriter;
  readonly #aids: PromptAids;
  /** Samples the first population, and breeds from the same one when the model is away. */
  #stead: RegularizedEvolution<string>;
  #rejected: Asking['rejected'];

  constructor(spec: LlmSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#population = new AgingPopulation(spec.population, context.niches);
    this.#writer = new ModelWriter(context);
    this.#aids = new PromptAids(spec, context, this.#writer);
    this.#stead = this.#evolution();
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    // One at a time: the next reply should know what became of this one.
    const parents = this.#parents();
    if (!parents) return this.#stead.ask(1, signal);
    return this.#writer.orInstead(
      async () => [await this.#write(parents, signal)],
      () => this.#stead.ask(1, signal),
      'evolution',
    );
  }

  adjust(spec: LlmSpec): void {
    this.#spec = spec;
    this.#population.resize(spec.population);
    this.#stead = this.#evolution();
    this.#aids.adjust(spec);
  }

  tell(evaluated: Evaluated): void {
    this.#aids.tell(evaluated);
    this.#population.tell(evaluated);
    const { candidate, outcome } = evaluated;
    if (candidate.origin.kind !== 'written') return;
    const { id, source } = candidate;
    this.#rejected = outcome.kind === 'rejected' ? { id, source, fault: outcome.fault } : undefined;
  }

  dropped(proposal: Proposal): void {
    this.#stead.dropped(proposal);
  }

  #evolution(): RegularizedEvolution<string> {
    const { population, sample } = this.#spec;
    return new RegularizedEvolution(
      { ...defaultEvolution(), population, sample },
      this.#context,
      CODE,
      this.#population,
    );
  }

  /** The winner of one tournament, and that of another if there is one; undefined while the population is sampled. */
  #parents(): Asking['parents'] | undefined {
    if (!this.#population.isFilled) return undefined;
    const { rng } = this.#context;
    const { sample } = this.#spec;
    const first = this.#population.tournament(rng, sample);
    if (!first) return undefined;
    const second = this.#population.tournament(rng, sample, first);
    const chosen = [first, ...(second ? [second] : [])].map(known);
    if (this.#spec.examples !== 'top-and-diverse') return [known(first), second && known(second)];
    // The best last, which is the one to be changed.
    const [best, other] = this.#aids.arrange(chosen, this.#population.members.map(known)).toReversed();
    return best ? [best, other] : undefined;
  }

  async #write(parents: Asking['parents'], signal: AbortSignal): Promise<Proposal> {
    const { rng, task } = this.#context;
    await this.#aids.prepare(signal);
    const { style } = await this.#writer.ready(signal);
    const asking = { task, parents, ...(this.#rejected && { rejected: this.#rejected }) };
    const question =
      style === 'terse'
        ? terseQuestion(
            asking,
            rng,
            (options, own) => this.#aids.pick('instruction', options, own),
            this.#spec.weights,
          )
        : chatQuestion(asking, this.#aids.words, this.#spec);
    const own = () => this.#spec.temperature;
    const temperature = this.#aids.pick<number>('temperature', BANDIT_TEMPERATURES, own);
    return this.#writer.write(question, { ...this.#spec, temperature }, signal);
  }
}

const known = ({ candidate: { id, source }, score: { params, valAccuracy } }: Member): Known => ({
  id,
  source,
  params,
  valAccuracy,
});
