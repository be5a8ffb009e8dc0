import type { CandidateId, Proposal } from '../../domain.ts';
import type { Evaluated, Strategy, StrategyContext } from '../../ports.ts';
import type { StrategySpec, WritingSpec } from '../../spec/spec.ts';
import type { SwitchesNote } from './view.ts';

type Scored = Evaluated & { readonly outcome: { readonly kind: 'scored'; readonly valAccuracy: number } };

interface Island {
  strategy: Strategy;
  /** The best that it was told of. */
  best: Scored | undefined;
  /** All that it was told of. */
  readonly known: Set<CandidateId>;
}

/**
 * Several searches by one method side by side, each with a stream of chance of its own, that know nothing of each other
 * but by migration (Romera-Paredes et al. 2024, FunSearch; Tanese 1989): after so many candidates the best of each island
 * is told to the next one, as if it were of its own past; after so many, the worse half of the islands begins anew,
 * told only the best of a better one. Nobody is told of the same candidate twice.
 */
export class IslandModel implements Strategy {
  #spec: WritingSpec;
  readonly #create: (spec: StrategySpec, context: StrategyContext) => Strategy;
  readonly #context: StrategyContext;
  readonly #islands: Island[];
  /** Until the first island breeds: networks that a method is given would be duplicates on all islands but one. */
  #isSeeding = true;
  #seedsOpen = 0;
  #turn = 0;
  #told = 0;
  #resets = 0;
  /** Rounds that the first island had been told of when it was reset. */
  #roundsBefore = 0;

  /** @param spec with 2 islands or more; their number stays as it is */
  constructor(
    spec: WritingSpec,
    context: StrategyContext,
    create: (spec: StrategySpec, context: StrategyContext) => Strategy,
  ) {
    this.#spec = spec;
    this.#context = context;
    this.#create = create;
    this.#islands = Array.from({ length: spec.islands }, (_, i) => this.#anew(i));
  }

  get isSlow(): boolean {
    return this.#islands.some(({ strategy }) => strategy.isSlow);
  }

  get inheritsWeights(): boolean {
    return this.#islands.some(({ strategy }) => strategy.inheritsWeights);
  }

  /** The first island speaks for all. */
  get roundsTold(): number | undefined {
    const { roundsTold } = this.#islands[0]?.strategy ?? {};
    return roundsTold === undefined ? undefined : this.#roundsBefore + roundsTold;
  }

  /** By turns; an island that must be told something first is passed over. */
  async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room < 1) return [];
    if (this.#isSeeding) {
      const first = await this.#seed(signal);
      if (this.#isSeeding || first.length > 0) return first;
    }
    for (let tried = 0; tried < this.#islands.length; tried++) {
      const island = this.#turn;
      this.#turn = (this.#turn + 1) % this.#islands.length;
      const [proposal] = (await this.#islands[island]?.strategy.ask(1, signal)) ?? [];
      if (proposal) return [{ ...proposal, island }];
    }
    return [];
  }

  /** What the first island is given to begin with; while it is, the others wait to be told of the same. */
  async #seed(signal: AbortSignal): Promise<readonly Proposal[]> {
    const [proposal] = (await this.#islands[0]?.strategy.ask(1, signal)) ?? [];
    const isSeed = proposal?.origin.kind === 'seed';
    if (isSeed) this.#seedsOpen += 1;
    this.#isSeeding = isSeed || (!proposal && this.#seedsOpen > 0);
    if (proposal && !isSeed) this.#turn = 1 % this.#islands.length;
    return proposal ? [{ ...proposal, island: 0 }] : [];
  }

  tell(evaluated: Evaluated): void {
    if (evaluated.candidate.origin.kind === 'seed' && this.#isSeeding) {
      this.#seedsOpen = Math.max(0, this.#seedsOpen - 1);
      for (const island of this.#islands) learn(island, evaluated);
      return;
    }
    // Another strategy's past has no islands: it is dealt out.
    const number = evaluated.candidate.island ?? this.#told % this.#islands.length;
    const island = this.#islands[number % this.#islands.length];
    if (island) learn(island, evaluated);
    this.#told += 1;
    if (this.#told % this.#spec.resetEvery === 0) this.#reset();
    else if (this.#told % this.#spec.migrationEvery === 0) this.#migrate();
  }

  dropped(proposal: Proposal): void {
    if (proposal.origin.kind === 'seed') {
      this.#seedsOpen -= 1;
      this.#isSeeding = true;
    }
    this.#islands[proposal.island ?? 0]?.strategy.dropped?.(proposal);
  }

  adjust(spec: WritingSpec): void {
    this.#spec = spec;
    for (const { strategy } of this.#islands) strategy.adjust?.(alone(spec));
  }

  #migrate(): void {
    const bests = this.#islands.map(({ best }) => best);
    bests.forEach((best, from) => {
      const to = (from + 1) % this.#islands.length;
      const island = this.#islands[to];
      if (!best || !island || island.known.has(best.candidate.id)) return;
      learn(island, best);
      this.#note({ kind: 'migrated', from, to, id: best.candidate.id });
    });
  }

  /** The worse half, rounded down; each founded by one of the better half, drawn at random. */
  #reset(): void {
    this.#resets += 1;
    const numbers = this.#islands.map((_, number) => number);
    const ranked = numbers.toSorted((a, b) => this.#accuracyOf(b) - this.#accuracyOf(a));
    const better = ranked.slice(0, Math.ceil(ranked.length / 2));
    for (const number of ranked.slice(better.length)) {
      const from = this.#context.rng.pick(better);
      const founder = this.#islands[from]?.best;
      if (!founder) continue;
      this.#note({ kind: 'reset', island: number, from, id: founder.candidate.id });
      if (number === 0) this.#roundsBefore = this.roundsTold ?? 0;
      const island = this.#anew(number);
      this.#islands[number] = island;
      learn(island, founder);
    }
  }

  #anew(number: number): Island {
    const strategy = this.#create(alone(this.#spec), this.#contextOf(number));
    return { strategy, best: undefined, known: new Set() };
  }

  #accuracyOf(number: number): number {
    return this.#islands[number]?.best?.outcome.valAccuracy ?? -1;
  }

  #contextOf(island: number): StrategyContext {
    const { rng, record, notice } = this.#context;
    return {
      ...this.#context,
      rng: rng.fork('island').fork(island).fork(this.#resets),
      record: (note) => record({ ...note, island }),
      // What befalls the model befalls all islands alike.
      notice: island === 0 ? notice : () => {},
    };
  }

  #note(note: SwitchesNote): void {
    this.#context.record({ method: 'switches', note });
  }
}

/** What each island's method is made by: it knows of no others. */
const alone = (spec: WritingSpec): WritingSpec => ({ ...spec, islands: 1 });

function learn(island: Island, evaluated: Evaluated): void {
  island.strategy.tell(evaluated);
  island.known.add(evaluated.candidate.id);
  if (isScored(evaluated) && evaluated.outcome.valAccuracy > (island.best?.outcome.valAccuracy ?? -1))
    island.best = evaluated;
}

const isScored = (evaluated: Evaluated): evaluated is Evaluated & Scored =>
  evaluated.outcome.kind === 'scored';
