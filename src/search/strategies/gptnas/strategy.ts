import type { Proposal } from '../../domain.ts';
import { channelsOf } from '../../graph/shape.ts';
import type { Evaluated, LayerModel, Strategy, StrategyContext } from '../../ports.ts';
import type { Rng } from '../../random/rng.ts';
import type { GptNasSpec, StrategySpec } from '../../spec/spec.ts';
import { type Genome, labelOf } from './blocks.ts';
import { breed, type Child } from './breed.ts';
import { type ScoredCorpus, spell } from './corpus.ts';
import { isWorkable } from './genome.ts';
import { type Member, survivors } from './population.ts';
import { readyPredictor } from './predictor.ts';
import { eliminationRate, reconstruct } from './reconstruct.ts';
import { render } from './render.ts';
import type { GptNasNote } from './view.ts';

/** An individual that was proposed. */
interface Individual {
  readonly genome: Genome;
  readonly predicted: readonly number[];
}

/** A generation on its way. */
interface Generation {
  /** 0 for the first. */
  readonly number: number;
  readonly size: number;
  readonly elimination: number;
  readonly rng: Rng;
  /** Individuals made so far. */
  made: number;
  /** Proposed and not told of yet, by program text; equal texts are equal individuals. */
  readonly open: Map<string, Individual[]>;
  readonly scored: Member[];
}

/**
 * GPT-NAS (Yu et al. 2023): a genetic algorithm over lists of blocks in which a small GPT, which has seen good networks,
 * replaces part of each individual before it is trained.
 *
 * A generation ends when it is known what became of all its individuals; nothing is proposed meanwhile. The fittest of
 * the old population and the new individuals are the next one. What is invalid, failed or was proposed before costs its
 * place in the generation.
 */
export class GptNas implements Strategy {
  #spec: GptNasSpec;
  readonly #context: StrategyContext;
  readonly #loadCorpus: () => Promise<ScoredCorpus>;
  #ready: { readonly predictor: GptNasSpec['predictor']; readonly model?: LayerModel } | undefined;
  /** The fittest first, then those of closed niches. */
  #population: readonly Member[] = [];
  #generation: Generation | undefined;
  #generations = 0;
  #generationsTold = 0;
  /** Proposals that were not tried after all. */
  readonly #returned: Proposal[] = [];
  /** What was proposed, spelt. */
  readonly #tried = new Set<string>();

  /** @param loadCorpus reads the networks for pre-training, when they are needed */
  constructor(
    spec: GptNasSpec,
    context: StrategyContext,
    loadCorpus: () => Promise<ScoredCorpus> = shippedCorpus,
  ) {
    this.#spec = spec;
    this.#context = context;
    this.#loadCorpus = loadCorpus;
  }

  get roundsTold(): number {
    return this.#generationsTold;
  }

  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    const proposals = this.#returned.splice(0, room);
    try {
      while (proposals.length < room) {
        const model = await this.#predictor(signal);
        const generation = (this.#generation ??= this.#begin());
        if (generation.made === generation.size) break;
        proposals.push(await this.#propose(generation, model, signal));
      }
    } catch (error) {
      this.#returned.push(...proposals);
      throw error;
    }
    return proposals;
  }

  tell({ candidate, outcome }: Evaluated): void {
    const generation = this.#generation;
    // What another strategy, an earlier run of this one or a person proposed is not of this generation.
    const isOwn = candidate.origin.kind === 'assembled';
    const individual = isOwn ? generation?.open.get(candidate.source)?.shift() : undefined;
    if (!generation || !individual) return;
    const { id } = candidate;
    const { genome, predicted } = individual;
    const valAccuracy = outcome.kind === 'scored' ? outcome.valAccuracy : undefined;
    if (valAccuracy !== undefined) generation.scored.push({ id, genome, valAccuracy });
    this.#record({
      kind: 'individual',
      generation: generation.number + 1,
      individual: {
        id,
        blocks: genome.map(labelOf),
        predicted,
        ...(valAccuracy !== undefined && { valAccuracy }),
      },
    });
    this.#endIfTold(generation);
  }

  dropped(proposal: Proposal): void {
    this.#returned.push(proposal);
  }

  /** A generation that has begun keeps its size and elimination rate. */
  adjust(spec: StrategySpec): void {
    if (spec.id === 'gptnas') this.#spec = spec;
  }

  /** Those that may be parents, the fittest first. */
  get #bred(): readonly Member[] {
    const open = this.#context.niches.open(this.#population);
    return survivors(open, open.length);
  }

  async #predictor(signal: AbortSignal): Promise<LayerModel | undefined> {
    const { predictor } = this.#spec;
    if (this.#ready?.predictor !== predictor) {
      const model = await readyPredictor(predictor, this.#context, this.#loadCorpus, signal);
      this.#ready = { predictor, ...(model && { model }) };
    }
    return this.#ready.model;
  }

  #begin(): Generation {
    const { population, elimination, generations } = this.#spec;
    const number = this.#generations++;
    const rate = eliminationRate(elimination, number, generations);
    this.#record({
      kind: 'generation',
      generation: number + 1,
      elimination: rate,
      population: this.#bred.map(({ id }) => id),
    });
    return {
      number,
      size: population,
      elimination: rate,
      rng: this.#context.rng.fork('generation').fork(number),
      made: 0,
      open: new Map(),
      scored: [],
    };
  }

  /** Each individual has a stream of chance of its own, so that one that was interrupted is made again as it was. */
  async #propose(
    generation: Generation,
    model: LayerModel | undefined,
    signal: AbortSignal,
  ): Promise<Proposal> {
    const { task, niches } = this.#context;
    const rng = generation.rng.fork(generation.made);
    const isNew = (genome: Genome) => !this.#tried.has(spell(genome));
    const child = breed(rng, this.#spec, task, this.#population, niches, isNew);
    const { genome, edits, predicted } = await this.#reconstructed(child, generation, model, rng);
    signal.throwIfAborted();
    const source = render(genome, task);
    generation.made += 1;
    this.#tried.add(spell(genome));
    generation.open.set(source, [...(generation.open.get(source) ?? []), { genome, predicted }]);
    return {
      source,
      origin: { kind: 'assembled', parents: child.parents, blocks: genome.map(labelOf), edits },
    };
  }

  async #reconstructed(child: Child, { elimination }: Generation, model: LayerModel | undefined, rng: Rng) {
    if (!model || elimination === 0) return { ...child, predicted: [] };
    const { task } = this.#context;
    const channels = channelsOf(task.inputShape);
    const made = await reconstruct(child.genome, elimination, channels, model, rng, (genome) =>
      isWorkable(genome, task),
    );
    return { ...made, edits: [...child.edits, ...made.edits] };
  }

  #endIfTold({ made, size, open, scored }: Generation): void {
    if (made < size || [...open.values()].some(({ length }) => length > 0)) return;
    const all = [...this.#population, ...scored];
    const eligible = this.#context.niches.open(all);
    // Those of closed niches take no place of the population, and are there when theirs is opened again.
    const aside = all.filter((member) => !eligible.includes(member));
    this.#population = [...survivors(eligible, this.#spec.population), ...aside];
    this.#generation = undefined;
    this.#generationsTold += 1;
  }

  #record(note: GptNasNote): void {
    this.#context.record({ method: 'gptnas', note });
  }
}

/** Read when the GPT is to be taught here, and not before. */
async function shippedCorpus(): Promise<ScoredCorpus> {
  const { default: corpus } = await import('./corpus.json');
  return corpus as unknown as ScoredCorpus;
}
