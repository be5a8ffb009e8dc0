import type { CandidateId, Origin, Proposal } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import type { Known, Question } from '../../prompts/ask.ts';
import { chatEvoQuestion, targetOf, terseEvoQuestion } from '../../prompts/evoPrompt.ts';
import { lessonOf, partLessons } from '../../prompts/lessons.ts';
import { mutate } from '../../program/mutate.ts';
import { seedsFor } from '../../references/seeds.ts';
import type { EvoPromptingSpec } from '../../spec/spec.ts';
import type { Said } from '../../told/told.ts';
import { RandomSearch } from '../random.ts';
import { PromptAids } from '../switches/aids.ts';
import { ModelWriter } from '../writer.ts';
import { Pool, fitnessOf } from './pool.ts';
import type { EvoNote, Fate, Tuning } from './view.ts';

/** Of each sample, drawn uniformly (section 4.1). */
const TEMPERATURES = [0.2, 0.6, 0.8, 1] as const;

/** Of AdamW; few steps are to stay near what was learnt before. */
const TUNING_RATE = 1e-4;

/** Children below which tuning would be learning by heart. */
const FEWEST_LESSONS = 3;

/** A child that scored, with those that its prompt showed. */
interface Child {
  readonly known: Known;
  readonly parents: readonly Known[];
}

/** What all samples of one prompt share. */
interface FewShot {
  readonly parents: readonly Known[];
  left: number;
}

/**
 * EvoPrompting (Chen et al. 2023, algorithms 1 and 2). In each round m prompts show k parents with their metrics and the
 * metrics wanted, and n children are sampled from each; the p fittest of all that were scored become the parents of the
 * next round and are parents no more after it, and the model is tuned on the round's other children.
 *
 * A round waits for all its children. Rounds go on for as long as they are asked for.
 */
export class EvoPrompting implements Strategy {
  readonly isSlow = true;
  #spec: EvoPromptingSpec;
  readonly #context: StrategyContext;
  readonly #writer: ModelWriter;
  readonly #aids: PromptAids;
  readonly #stead: RandomSearch;
  readonly #pool: Pool;
  /** P. */
  #parents: readonly Known[] = [];
  /** The seeds that are still to be proposed; undefined until the first ask, when a past may have made them needless. */
  #seeds: Proposal[] | undefined;
  #isSeeded = false;
  #round = 0;
  #roundsTold = 0;
  /** Prompts that the round is still to build. */
  #promptsLeft = 0;
  #prompt: FewShot | undefined;
  /** The round's children that scored below the ceiling. */
  #children: Child[] = [];
  /** Those of them that were not selected, from selection until the model was taught them. */
  #lessons: readonly Child[] | undefined;
  /** What was proposed and not told of yet, by its origin, with the parents that its prompt showed. */
  readonly #open = new Map<Origin, readonly Known[]>();

  constructor(spec: EvoPromptingSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#writer = new ModelWriter(context);
    this.#aids = new PromptAids(spec, context, this.#writer);
    this.#stead = new RandomSearch(context);
    this.#pool = new Pool(context.niches);
  }

  /** Naive few-shot prompting has none that ends. */
  get roundsTold(): number | undefined {
    return this.#spec.variant === 'naive' ? undefined : this.#roundsTold;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    this.#seeds ??= this.#firstParents();
    const seed = this.#seeds.shift();
    if (seed) return [this.#opened(seed, [])];
    if (!this.#prompt && this.#promptsLeft === 0) {
      if (this.#isEndless) this.#promptsLeft = this.#spec.prompts;
      else if (this.#open.size > 0) return [];
      else await this.#nextRound(signal);
    }
    return [await this.#child(signal)];
  }

  tell(evaluated: Evaluated): void {
    this.#aids.tell(evaluated);
    const { candidate, outcome } = evaluated;
    const { id, source, origin } = candidate;
    const parents = this.#open.get(origin);
    if (this.#open.delete(origin) && this.#isRoundTold) this.#roundsTold += 1;
    const known =
      outcome.kind === 'scored'
        ? { id, source, params: outcome.params, valAccuracy: outcome.valAccuracy }
        : undefined;
    // Also those that were given to another island: each network is tried once.
    if (origin.kind === 'seed' && this.#round === 0) {
      this.#note({ kind: 'seed', id, name: origin.name, ...(known && { fitness: fitnessOf(known) }) });
      // The seeds are the first parents; that they compete with their children the paper does not say.
      if (known) this.#parents = [...this.#parents, known];
      this.#isSeeded = true;
      return;
    }
    const fate = fateOf(known, this.#spec.errorCeiling);
    if (known && fate.kind === 'kept') {
      this.#pool.add(known);
      if (parents) this.#children.push({ known, parents });
    }
    if (parents) this.#note({ kind: 'child', id, fate });
  }

  dropped(proposal: Proposal): void {
    const parents = this.#open.get(proposal.origin);
    this.#open.delete(proposal.origin);
    // Its place is another's: a seed is proposed again, a child is sampled anew.
    if (!parents) return;
    if (proposal.origin.kind === 'seed') this.#seeds?.unshift(proposal);
    else if (this.#prompt) this.#prompt.left += 1;
    else this.#prompt = { parents, left: 1 };
  }

  adjust(spec: EvoPromptingSpec): void {
    this.#spec = spec;
    this.#aids.adjust(spec);
  }

  /** The seeds, which are a round before the first, or all that the prompts of the round were to bring. */
  get #isRoundTold(): boolean {
    const isAsked = this.#seeds?.length === 0 && this.#promptsLeft === 0 && !this.#prompt;
    return isAsked && this.#open.size === 0;
  }

  /** The seeds, unless what was told of another strategy's past has parents in it. */
  #firstParents(): Proposal[] {
    if (this.#isSeeded) return [];
    this.#parents = this.#pool.takeFittest(this.#spec.survivors, this.#context.rng);
    if (this.#parents.length > 0) return [];
    return seedsFor(this.#context.task).map(({ name, source }) => ({
      source,
      origin: { kind: 'seed', name },
    }));
  }

  /** Naive few-shot prompting has one round for all its samples. */
  get #isEndless(): boolean {
    return this.#spec.variant === 'naive' && this.#round > 0 && !this.#lessons;
  }

  async #nextRound(signal: AbortSignal): Promise<void> {
    if (this.#round > 0) {
      // An ask that is aborted while the model learns is made again, but those selected have left G for good.
      this.#lessons ??= this.#select();
      this.#note({ kind: 'tuning', tuning: await this.#tune(this.#lessons, signal) });
      this.#lessons = undefined;
    }
    this.#round += 1;
    this.#children = [];
    this.#promptsLeft = this.#spec.prompts;
    this.#note({ kind: 'round', round: this.#round, parents: idsOf(this.#parents) });
  }

  /** Makes the fittest of G the parents. @returns the round's children that are not among them */
  #select(): readonly Child[] {
    const { variant, survivors: count } = this.#spec;
    const survivors =
      variant === 'random-parents'
        ? this.#pool.takeRandom(count, this.#context.rng)
        : this.#pool.takeFittest(count, this.#context.rng);
    if (survivors.length > 0) this.#parents = survivors;
    this.#note({
      kind: 'selected',
      survivors: survivors.map((known) => ({ id: known.id, fitness: fitnessOf(known) })),
    });
    return this.#children.filter(({ known }) => !survivors.includes(known));
  }

  async #tune(children: readonly Child[], signal: AbortSignal): Promise<Tuning> {
    const { variant, tuningSteps } = this.#spec;
    const { proposer, rng, task, notice, onTeaching } = this.#context;
    if (variant === 'no-tuning' || variant === 'naive') return untuned({ kind: 'tuning-off' });
    if (!proposer) return untuned({ kind: 'no-model' });
    await proposer.ready?.(signal);
    if (!proposer.learns) return untuned({ kind: 'weights-fixed' });
    if (children.length < FEWEST_LESSONS) return untuned({ kind: 'too-few-children' });
    const lessons = children.map(({ known, parents }) => ({
      id: known.id,
      lesson: lessonOf(task, parents, known),
    }));
    const seed = rng.seed();
    const settings = { steps: tuningSteps, learningRate: TUNING_RATE, seed };
    const taught = await proposer.teach(partLessons(lessons, seed), settings, onTeaching, signal);
    if (taught.ok) return { kind: 'tuned', ...taught.value };
    notice({ level: 'warning', message: { kind: 'round-untuned', why: taught.error } });
    return untuned(taught.error);
  }

  async #child(signal: AbortSignal): Promise<Proposal> {
    const prompt = (this.#prompt ??= this.#fewShot());
    const proposal = await this.#writer.orInstead(
      () => this.#write(prompt.parents, signal),
      async () => this.#edited(prompt.parents),
      'edits',
    );
    prompt.left -= 1;
    if (prompt.left < 1) this.#prompt = undefined;
    return this.#opened(proposal, prompt.parents);
  }

  #fewShot(): FewShot {
    const { parents: shown, samples } = this.#spec;
    const { rng, niches } = this.#context;
    const all = niches.open(this.#parents);
    const drawn =
      all.length === 0 ? [] : Array.from({ length: shown }, () => rng.pick(niches.forDraw(all, rng)));
    const parents = this.#aids.arrange(drawn, all);
    this.#promptsLeft -= 1;
    if (parents.length > 0)
      this.#note({ kind: 'prompt', parents: idsOf(parents), target: targetOf(parents) });
    return { parents, left: samples };
  }

  async #write(parents: readonly Known[], signal: AbortSignal): Promise<Proposal> {
    // Where not even a seed could be trained, or all parents lie in closed niches, there is nothing to show.
    if (parents.length === 0) return this.#stead.sample();
    const { rng } = this.#context;
    await this.#aids.prepare(signal);
    const { style } = await this.#writer.ready(signal);
    const temperature = this.#aids.pick('temperature', TEMPERATURES, () => rng.pick(TEMPERATURES));
    return this.#writer.write(this.#question(style, parents), { ...this.#spec, temperature }, signal);
  }

  #question(style: 'terse' | 'chat', parents: readonly Known[]): Question {
    const { task } = this.#context;
    return style === 'terse'
      ? terseEvoQuestion(task, parents)
      : chatEvoQuestion(task, parents, this.#aids.words, this.#spec);
  }

  #edited(parents: readonly Known[]): Proposal {
    const { task, rng } = this.#context;
    const parent = parents.at(-1);
    if (!parent) return this.#stead.sample();
    const child = mutate(parent.source, task, rng, 1);
    if (!child.ok) return this.#stead.sample();
    const { source, edits } = child.value;
    return { source, origin: { kind: 'mutated', parent: parent.id, edits } };
  }

  #opened(proposal: Proposal, parents: readonly Known[]): Proposal {
    this.#open.set(proposal.origin, parents);
    return proposal;
  }

  #note(note: EvoNote): void {
    this.#context.record({ method: 'evoprompting', note });
  }
}

const idsOf = (known: readonly Known[]): readonly CandidateId[] => known.map(({ id }) => id);

const untuned = (reason: Said): Tuning => ({ kind: 'untuned', reason });

function fateOf(known: Known | undefined, ceiling: number): Fate {
  if (!known) return { kind: 'unscored' };
  const error = 1 - known.valAccuracy;
  return error < ceiling ? { kind: 'kept', fitness: fitnessOf(known) } : { kind: 'over-ceiling', error };
}
