import type { CandidateId } from '../../domain.ts';
import type { Evaluated, StrategyContext } from '../../ports.ts';
import type { Known } from '../../prompts/ask.ts';
import type { Switches } from '../../spec/spec.ts';
import type { ModelWriter } from '../writer.ts';
import { Bandit } from './bandit.ts';
import { arrange } from './examples.ts';
import { Experience } from './experience.ts';
import { Scratchpad } from './scratchpad.ts';
import type { SwitchesNote } from './view.ts';

/** What a bandit may choose for a prompt. */
export type Slot = 'instruction' | 'temperature';

/**
 * What stands around a method's prompt when the switches are on: which examples in which order, what was tried lately,
 * rules drawn from it, and who chooses kind of prompt and temperature. With all of them off it changes nothing and
 * draws nothing from the stream of chance.
 */
export class PromptAids {
  #switches: Switches;
  readonly #context: StrategyContext;
  readonly #bandits = { instruction: new Bandit<string>(), temperature: new Bandit<number>() };
  readonly #experience = new Experience();
  readonly #scratchpad: Scratchpad;
  /** Of all that was told of; 0 where there is none. */
  readonly #accuracies = new Map<CandidateId, number>();

  constructor(switches: Switches, context: StrategyContext, writer: ModelWriter) {
    this.#switches = switches;
    this.#context = context;
    this.#scratchpad = new Scratchpad(context, writer);
  }

  adjust(switches: Switches): void {
    this.#switches = switches;
  }

  /** To be told first, before the method itself learns of it. */
  tell(evaluated: Evaluated): void {
    const { candidate, outcome } = evaluated;
    const { origin } = candidate;
    this.#experience.tell(evaluated);
    this.#scratchpad.tell(evaluated);
    // One from another island has parents that nobody here knows, so there is nothing to compare it with.
    if (origin.kind === 'written' && origin.parents.every((id) => this.#accuracies.has(id))) {
      const best = Math.max(0, ...origin.parents.map((id) => this.#accuracies.get(id) ?? 0));
      const reward = outcome.kind === 'scored' && outcome.valAccuracy > best ? 1 : 0;
      this.#reward('temperature', origin.temperature, reward);
      if (origin.instruction !== undefined) this.#reward('instruction', origin.instruction, reward);
    }
    this.#accuracies.set(candidate.id, outcome.kind === 'scored' ? outcome.valAccuracy : 0);
  }

  /** Has the model draw its rules when they are due. @throws as `ModelWriter.reply` does */
  async prepare(signal: AbortSignal): Promise<void> {
    if (this.#switches.scratchpad) await this.#scratchpad.distil(signal);
  }

  /** Sections for a chat model's prompt; empty when there is nothing to say. */
  get words(): string {
    const { failures, scratchpad } = this.#switches;
    return [failures ? this.#experience.words : '', scratchpad ? this.#scratchpad.words : '']
      .filter(Boolean)
      .join('\n\n');
  }

  /** @param chosen by the method itself, in its own order @param pool from which others may be taken */
  arrange(chosen: readonly Known[], pool: readonly Known[]): readonly Known[] {
    return arrange(this.#switches.examples, chosen, pool);
  }

  /** @param own draws as the method does by itself */
  pick<T extends string | number>(slot: Slot, options: readonly T[], own: () => T): T {
    if (!this.#switches.bandit) return own();
    const bandit = this.#bandits[slot] as unknown as Bandit<T>;
    return bandit.choose(options, this.#context.rng);
  }

  #reward(slot: Slot, option: string | number, reward: number): void {
    if (!this.#switches.bandit) return;
    const bandit = this.#bandits[slot] as Bandit<string | number>;
    bandit.reward(option, reward);
    this.#note({ kind: 'bandit', slot, tried: bandit.tried });
  }

  #note(note: SwitchesNote): void {
    this.#context.record({ method: 'switches', note });
  }
}
