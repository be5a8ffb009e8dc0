import { centroidsOf } from '../../archive/cvt.ts';
import type { CandidateId, Origin, Outcome, Proposal } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import {
  type Broken,
  type Mutation,
  MUTATIONS,
  type PromptKind,
  type Wish,
  chatLlmaticQuestion,
  terseLlmaticQuestion,
} from '../../prompts/llmaticPrompt.ts';
import { mutate } from '../../program/mutate.ts';
import { initialNetwork } from '../../references/initial.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import { RandomSearch } from '../random.ts';
import { PromptAids } from '../switches/aids.ts';
import { ModelWriter } from '../writer.ts';
import { type Network, Networks, networkOf } from './networks.ts';
import { type Choice, anyMutation, candidatesOf, chooseParents } from './parents.ts';
import { type Merit, Prompts, clipped } from './prompts.ts';
import type { LlmaticNote, NetworkPlacement, PromptPlacement } from './view.ts';

/** How far a temperature drifts within a generation, either way; and how far an outcome moves it. */
const DRIFT = 0.1;
const STEP = 0.05;

/** What a bandit chooses among. */
const BANDIT_TEMPERATURES = [0.2, 0.4, 0.6, 0.8, 1] as const;

/** Children that the warm-up may take, by what is to be filled: a model may never reach some niches. */
const MOST_WARM_UP = 3;

const WARM_UP: Choice = { phase: 'warm-up' };

/** A child as it was asked for. */
interface Job {
  readonly wish: Wish;
  readonly temperature: number;
}

interface Open {
  readonly kind: PromptKind;
  readonly temperature: number;
}

/**
 * LLMatic (Nasir et al. 2024, algorithm 1): two CVT-MAP-Elites archives that evolve together, one of networks and one of
 * the prompts that made them. A generation's children all come of one choice of parents; it waits for all of them.
 */
export class Llmatic implements Strategy {
  readonly isSlow = true;
  #spec: LlmaticSpec;
  readonly #context: StrategyContext;
  readonly #writer: ModelWriter;
  readonly #aids: PromptAids;
  readonly #stead: RandomSearch;
  readonly #networks: Networks;
  readonly #prompts: Prompts;
  /** What the warm-up starts from, once it is scored. */
  #initial: Network | undefined;
  #hasBegun = false;
  #jobs: Job[] = [];
  readonly #open = new Map<Origin, Open | undefined>();
  /** Scored children of the generation under way, and of the one before. */
  #children: Network[] = [];
  #latest: readonly Network[] = [];
  /** The latest invalid reply of the generation under way. */
  #broken: Broken | undefined;
  #bestLoss = Infinity;
  #warmedUp = 0;

  constructor(spec: LlmaticSpec, context: StrategyContext) {
    this.#spec = spec;
    this.#context = context;
    this.#writer = new ModelWriter(context);
    this.#aids = new PromptAids(spec, context, this.#writer);
    this.#stead = new RandomSearch(context);
    const niches = context.rng.fork('niches');
    const [networks, prompts] = ['networks', 'prompts'].map((of) =>
      centroidsOf(spec.niches, niches.fork(of)),
    );
    this.#networks = new Networks(networks ?? []);
    this.#prompts = new Prompts(prompts ?? []);
    this.#note({ kind: 'niches', networks: networks ?? [], prompts: prompts ?? [] });
  }

  get inheritsWeights(): boolean {
    return this.#spec.inherits;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    if (this.#jobs.length === 0) {
      if (this.#open.size > 0) return [];
      if (!this.#root) return [this.#opened(this.#first(), undefined)];
      this.#nextGeneration(this.#root);
    }
    const [job] = this.#jobs;
    if (!job) throw new Error('a generation of no children');
    const proposal = await this.#child(job, signal);
    this.#jobs.shift();
    return [this.#opened(proposal, job)];
  }

  tell(evaluated: Evaluated): void {
    this.#aids.tell(evaluated);
    const { candidate, outcome, architecture } = evaluated;
    const { id, source, origin } = candidate;
    const isOurs = this.#open.has(origin);
    const open = this.#open.get(origin);
    this.#open.delete(origin);
    if (outcome.kind === 'cancelled') return;
    const network =
      outcome.kind === 'scored' && architecture
        ? networkOf(
            { id, source, params: outcome.params, valAccuracy: outcome.valAccuracy },
            outcome.valLoss,
            architecture,
          )
        : undefined;
    if (isOurs && outcome.kind === 'rejected' && source !== '')
      this.#broken = { id, source, fault: outcome.fault };
    const placed = network && this.#placeNetwork(network);
    if (network && isOurs) this.#children.push(network);
    if (network && isOurs && origin.kind === 'seed') this.#initial = network;
    const prompt = open && this.#placePrompt(open, meritOf(outcome, placed), network);
    this.#note({ kind: 'child', id, ...(placed && { network: placed }), ...(prompt && { prompt }) });
    if (network) this.#bestLoss = Math.min(this.#bestLoss, network.loss);
  }

  dropped({ origin }: Proposal): void {
    this.#open.delete(origin);
    if (origin.kind === 'seed') this.#hasBegun = false;
  }

  /** The niches stay as they are. */
  adjust(spec: LlmaticSpec): void {
    this.#spec = spec;
    this.#aids.adjust(spec);
  }

  /** The initial network; where that could not be trained, random ones until there is something to breed from. */
  #first(): Proposal {
    if (this.#hasBegun) return this.#stead.sample();
    this.#hasBegun = true;
    const { name, source } = initialNetwork(this.#context.task);
    return { source, origin: { kind: 'seed', name } };
  }

  #nextGeneration(root: Network): void {
    const { rng } = this.#context;
    if (this.#children.length > 0) this.#latest = this.#children;
    this.#children = [];
    const archives = { networks: this.#networks, prompts: this.#prompts, latest: this.#latest };
    const choice: Choice = this.#isWarm ? chooseParents(this.#spec, archives, rng) : WARM_UP;
    this.#jobs = Array.from({ length: this.#spec.batch }, (_, i) => this.#job(choice, root, i));
    const [first] = this.#jobs;
    if (this.#broken && first) {
      const wish = { kind: 'fix', broken: this.#broken } as const;
      this.#jobs[0] = { wish, temperature: first.temperature };
    }
    this.#broken = undefined;
    if (choice.phase === 'warm-up') this.#warmedUp += this.#jobs.length;
    this.#note({ kind: 'generation', phase: choice.phase, parents: [parentOf(choice, root).id] });
  }

  /** Both archives hold as much as they should, or the warm-up has had its chance. */
  get #isWarm(): boolean {
    const { warmNetworks, warmPrompts, niches } = this.#spec;
    const isFilled =
      this.#networks.size >= Math.min(warmNetworks, niches) &&
      this.#prompts.size >= Math.min(warmPrompts, niches);
    return isFilled || this.#warmedUp >= MOST_WARM_UP * (warmNetworks + warmPrompts);
  }

  /** What a warm-up starts from: the initial network, or where that could not be trained the best there is. */
  get #root(): Network | undefined {
    return this.#initial ?? this.#networks.ranked[0];
  }

  /** The first child keeps the temperature that was chosen, the others drift from it. */
  #job(choice: Choice, root: Network, index: number): Job {
    const { rng } = this.#context;
    const drift = (temperature: number) =>
      this.#aids.pick<number>('temperature', BANDIT_TEMPERATURES, () =>
        index === 0 ? temperature : clipped(temperature + DRIFT * (2 * rng.float() - 1)),
      );
    switch (choice.phase) {
      case 'mutation': {
        const { parent, entry } = choice;
        const kind = this.#kind(() => entry.kind as Mutation);
        return { wish: { kind, parent }, temperature: drift(entry.temperature) };
      }
      case 'crossover': {
        const { fitter, temperature } = choice;
        const archives = { networks: this.#networks, latest: this.#latest };
        const others = candidatesOf(this.#spec.variant, archives, rng).filter((other) => other !== fitter);
        const [other] = this.#aids.arrange([rng.pick(others)], others);
        const parents = [fitter, other ?? rng.pick(others)] as const;
        return { wish: { kind: 'combine', parents }, temperature: drift(temperature) };
      }
      case 'warm-up': {
        const kind = this.#kind(() => anyMutation(rng));
        return { wish: { kind, parent: root }, temperature: this.#spec.temperature };
      }
    }
  }

  #kind(own: () => Mutation): Mutation {
    return this.#aids.pick('instruction', Object.keys(MUTATIONS) as Mutation[], own);
  }

  async #child({ wish, temperature }: Job, signal: AbortSignal): Promise<Proposal> {
    const proposal = await this.#writer.orInstead(
      () => this.#write(wish, temperature, signal),
      async () => this.#edited(wish),
      'edits of the parents’ code',
    );
    const heir = heirOf(wish);
    return { ...proposal, ...(this.#spec.inherits && heir !== undefined && { inherits: heir }) };
  }

  async #write(wish: Wish, temperature: number, signal: AbortSignal): Promise<Proposal> {
    const { task } = this.#context;
    await this.#aids.prepare(signal);
    const { style } = await this.#writer.ready(signal);
    const question =
      style === 'terse'
        ? terseLlmaticQuestion(task, wish)
        : chatLlmaticQuestion(task, wish, this.#aids.words);
    return this.#writer.write(
      { ...question, instruction: wish.kind },
      { ...this.#spec, temperature },
      signal,
    );
  }

  #edited(wish: Wish): Proposal {
    const { task, rng } = this.#context;
    const parent = wish.kind === 'fix' ? this.#root : wish.kind === 'combine' ? wish.parents[0] : wish.parent;
    if (!parent) return this.#stead.sample();
    const child = mutate(parent.source, task, rng, 1);
    if (!child.ok) return this.#stead.sample();
    const { source, edits } = child.value;
    return { source, origin: { kind: 'mutated', parent: parent.id, edits } };
  }

  #placeNetwork(network: Network): NetworkPlacement {
    const { niche, kind } = this.#networks.place(network);
    return { niche, kind, accuracy: network.valAccuracy, loss: network.loss };
  }

  /** A loss as good as the best so far warms the prompt, any other cools it. */
  #placePrompt({ kind, temperature }: Open, merit: Merit, network: Network | undefined): PromptPlacement {
    const isBest = network !== undefined && network.loss <= this.#bestLoss;
    const entry = { kind, temperature: clipped(temperature + (isBest ? STEP : -STEP)) };
    return { ...entry, ...this.#prompts.place(entry, merit) };
  }

  #opened(proposal: Proposal, job: Job | undefined): Proposal {
    const isWritten = proposal.origin.kind === 'written';
    // Edits in a model's place say nothing about a prompt.
    this.#open.set(
      proposal.origin,
      job && isWritten ? { kind: job.wish.kind, temperature: job.temperature } : undefined,
    );
    return proposal;
  }

  #note(note: LlmaticNote): void {
    this.#context.record({ method: 'llmatic', note });
  }
}

/** Whose weights a child begins with. */
const heirOf = (wish: Wish): CandidateId | undefined =>
  wish.kind === 'fix' ? undefined : wish.kind === 'combine' ? wish.parents[0].id : wish.parent.id;

function parentOf(choice: Choice, root: Network): Network {
  switch (choice.phase) {
    case 'mutation':
      return choice.parent;
    case 'crossover':
      return choice.fitter;
    case 'warm-up':
      return root;
  }
}

/** A duplicate or a network that was screened out could be trained, it only brought nothing new. */
function meritOf({ kind }: Outcome, placed: NetworkPlacement | undefined): Merit {
  if (placed && placed.kind !== 'kept-incumbent') return 'added';
  return kind === 'rejected' || kind === 'failed' ? 'untrainable' : 'not-added';
}
