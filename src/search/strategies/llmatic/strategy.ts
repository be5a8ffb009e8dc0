import { centroidsOf } from '../../archive/cvt.ts';
import type { Origin, Proposal } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import { mutate } from '../../program/mutate.ts';
import { llmaticQuestion } from '../../prompts/llmaticPrompt.ts';
import type { Rng } from '../../random/rng.ts';
import type { LlmaticSpec, StrategySpec } from '../../spec/spec.ts';
import { RandomSearch } from '../random.ts';
import { PromptAids } from '../switches/aids.ts';
import { ModelWriter } from '../writer.ts';
import { type Archives, type Layout, laidOut } from './archives.ts';
import { credit } from './credit.ts';
import { initialParent, initialProposal } from './initial.ts';
import { type Failed, type Job, jobOf, mending, unbound } from './jobs.ts';
import { type Network, type Parent, networkOf } from './networks.ts';
import { childNote, generationNote, nichesNote } from './noting.ts';
import { type Choice, type Stock, chooseParents, poolOf } from './parents.ts';
import type { Prompts } from './prompts.ts';
import type { LlmaticNote } from './view.ts';
import { WarmUp } from './warmUp.ts';

/** A generation on its way: all its children come of one choice of parents. */
interface Generation {
  readonly choice: Choice;
  /** What a warm-up starts from. */
  readonly root: Parent;
  readonly rng: Rng;
  readonly size: number;
  made: number;
}

const WARM_UP: Choice = { phase: 'warm-up' };

/**
 * LLMatic (Nasir et al. 2024): two CVT-MAP-Elites archives that evolve together, one of networks and one of
 * the prompts that made them.
 *
 * A generation ends when it is known what became of all its children; nothing is proposed meanwhile, so that the archives
 * are what the paper's are. What was told of other searches has its place among the networks.
 */
export class Llmatic implements Strategy {
  readonly isSlow = true;
  #spec: LlmaticSpec;
  readonly #context: StrategyContext;
  readonly #layout: Layout;
  readonly #writer: ModelWriter;
  readonly #aids: PromptAids;
  readonly #stead: RandomSearch;
  /** Laid out when it is first asked or told. */
  #archives: Archives | undefined;
  /** The initial network, once it is known what became of it. */
  #initial: Parent | undefined;
  #isInitialProposed = false;
  #generation: Generation | undefined;
  #generations = 0;
  #generationsTold = 0;
  readonly #warmUp = new WarmUp();
  /** Proposed and not told of yet; without a job where a model wrote none of it. */
  readonly #open = new Map<Origin, Job | undefined>();
  /** Scored since the generation began. */
  #scored: Network[] = [];
  #latest: readonly Network[] = [];
  /** Invalid replies that are still to be mended, by niche of the prompt archive. */
  readonly #failed = new Map<number, Failed>();
  #bestLoss = Infinity;

  constructor(spec: LlmaticSpec, context: StrategyContext, layout: Layout = centroidsOf) {
    this.#spec = spec;
    this.#context = context;
    this.#layout = layout;
    this.#writer = new ModelWriter(context);
    this.#aids = new PromptAids(spec, context, this.#writer);
    this.#stead = new RandomSearch(context);
  }

  get inheritsWeights(): boolean {
    return this.#spec.inherits;
  }

  get roundsTold(): number {
    return this.#generationsTold;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    const archives = this.#theArchives();
    if (!this.#generation || this.#generation.made === this.#generation.size) {
      if (this.#open.size > 0) return [];
      const root = this.#rootOf(archives);
      if (!root) return [this.#opened(this.#first(), undefined)];
      this.#generation = this.#next(archives, root);
    }
    return [await this.#child(this.#generation, archives, signal)];
  }

  tell(evaluated: Evaluated): void {
    this.#aids.tell(evaluated);
    const { networks, prompts } = this.#theArchives();
    const { candidate, outcome } = evaluated;
    const job = this.#open.get(candidate.origin);
    if (this.#open.delete(candidate.origin) && this.#isGenerationTold) this.#generationsTold += 1;
    if (outcome.kind === 'cancelled') return;
    this.#initial ??= initialParent(evaluated, this.#context.task);
    const network = networkOf(evaluated);
    const placed = network && networks.place(network);
    const isBest = network !== undefined && network.loss <= this.#bestLoss;
    if (network) this.#scored.push(network);
    if (network && isBest) this.#bestLoss = network.loss;
    const result = { outcome, isBest, ...(placed && { placed }) };
    const changed = job ? credit(this.#spec.variant, prompts, job, result) : [];
    if (job) this.#remember(prompts, job, evaluated);
    this.#note(childNote(candidate.id, placed, changed));
  }

  /** Its place is another's. */
  dropped({ origin }: Proposal): void {
    if (!this.#open.delete(origin)) return;
    if (origin.kind === 'seed') this.#isInitialProposed = false;
    else if (this.#generation) this.#generation.made -= 1;
  }

  /** With another number of niches what is in them is laid out anew, and a generation under way ends. */
  adjust(spec: StrategySpec): void {
    if (spec.id !== 'llmatic') return;
    const isOther = spec.niches !== this.#spec.niches;
    this.#spec = spec;
    this.#aids.adjust(spec);
    if (!isOther || !this.#archives) return;
    this.#archives = this.#laidOut(this.#archives);
    this.#generation = undefined;
    this.#failed.clear();
    for (const [origin, job] of this.#open) this.#open.set(origin, job && unbound(job));
    this.#note(nichesNote(this.#archives));
  }

  get #isGenerationTold(): boolean {
    const isAsked = this.#generation?.made === this.#generation?.size;
    return this.#generation !== undefined && isAsked && this.#open.size === 0;
  }

  /** Not at the strategy's making, when nobody hears a note yet. */
  #theArchives(): Archives {
    if (this.#archives) return this.#archives;
    this.#archives = this.#laidOut();
    this.#note(nichesNote(this.#archives));
    return this.#archives;
  }

  #laidOut(earlier?: Archives): Archives {
    return laidOut(this.#spec.niches, this.#layout, this.#context.rng.fork('niches'), earlier);
  }

  /** What a warm-up starts from: the initial network, or where that is none the best there is. */
  #rootOf({ networks }: Archives): Parent | undefined {
    const { niches } = this.#context;
    const [initial] = niches.open(this.#initial ? [this.#initial] : []);
    return initial ?? (this.#isInitialProposed ? niches.open(networks.ranked)[0] : undefined);
  }

  /** The initial network; where that is none, random ones until there is something to breed from. */
  #first(): Proposal {
    if (this.#isInitialProposed) return this.#stead.sample();
    this.#isInitialProposed = true;
    return initialProposal(this.#context.task);
  }

  #next(archives: Archives, root: Parent): Generation {
    const { batch } = this.#spec;
    const rng = this.#context.rng.fork('generation').fork(this.#generations++);
    if (this.#scored.length > 0) this.#latest = this.#scored;
    this.#scored = [];
    const stock = this.#stock(archives);
    const isWarm = this.#warmUp.isOver(this.#spec, archives, this.#context.notice);
    const choice = isWarm ? chooseParents(this.#spec, stock, rng) : WARM_UP;
    if (choice.phase === 'warm-up') this.#warmUp.count(batch);
    this.#note(generationNote(choice, root));
    return { choice, root, rng, size: batch, made: 0 };
  }

  #stock(archives: Archives): Stock {
    return { ...archives, latest: this.#latest, niches: this.#context.niches };
  }

  async #child(generation: Generation, archives: Archives, signal: AbortSignal): Promise<Proposal> {
    const rng = generation.rng.fork(generation.made);
    const job = this.#job(generation, archives, rng);
    const proposal = await this.#writer.orInstead(
      () => this.#write(job, signal),
      async () => this.#edited(job, rng),
      'edits',
    );
    generation.made += 1;
    const isWritten = proposal.origin.kind === 'written';
    if (isWritten && job.mends !== undefined) this.#failed.delete(job.mends);
    const heir = proposal.origin.kind === 'sampled' ? undefined : (job.parent.weightsOf ?? job.parent.id);
    const isHeir = this.#spec.inherits && heir !== undefined;
    // Edits in a model's place say nothing of a prompt.
    return this.#opened({ ...proposal, ...(isHeir && { inherits: heir }) }, isWritten ? job : undefined);
  }

  #job({ choice, root, made }: Generation, archives: Archives, rng: Rng): Job {
    const pool = poolOf(this.#spec.variant, this.#stock(archives));
    const job = jobOf({ spec: this.#spec, choice, root, aids: this.#aids, pool }, made === 0, rng);
    const failed = job.prompt && this.#failed.get(archives.prompts.nicheOf(job.prompt));
    return failed ? mending(job, failed) : job;
  }

  async #write({ wish, temperature }: Job, signal: AbortSignal): Promise<Proposal> {
    await this.#aids.prepare(signal);
    const { style } = await this.#writer.ready(signal);
    const question = llmaticQuestion(this.#context.task, wish, style, this.#aids.words, this.#spec);
    return this.#writer.write(question, { ...this.#spec, temperature }, signal);
  }

  #edited({ parent }: Job, rng: Rng): Proposal {
    const child = mutate(parent.source, this.#context.task, rng, 1);
    if (!child.ok) return this.#stead.sample();
    const { source, edits } = child.value;
    return { source, origin: { kind: 'mutated', parent: parent.id, edits } };
  }

  /** An invalid reply is to be mended once, by the next child of its prompt's niche. */
  #remember(prompts: Prompts, { prompt, mends, parent }: Job, { candidate, outcome }: Evaluated): void {
    const { id, source } = candidate;
    if (!prompt || mends !== undefined || outcome.kind !== 'rejected' || source === '') return;
    const niche = prompts.nicheOf(prompt);
    this.#failed.set(niche, { niche, broken: { id, source, fault: outcome.fault }, parent });
  }

  #opened(proposal: Proposal, job: Job | undefined): Proposal {
    this.#open.set(proposal.origin, job);
    return proposal;
  }

  #note(note: LlmaticNote): void {
    this.#context.record({ method: 'llmatic', note });
  }
}
