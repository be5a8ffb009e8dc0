/** The same search many times over a benchmark, each with a seed of its own. */
import { Niches } from '../archive/niches.ts';
import type { Candidate, CandidateId, Outcome, Proposal } from '../domain.ts';
import type { Strategy } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import type { StrategySpec } from '../spec/spec.ts';
import { createStrategy } from '../strategies/registry.ts';
import type { Benchmark } from './benchmark.ts';
import { genotypeOf } from '../spaces/encode.ts';

/** One search, one number for each evaluation, the first at 0. */
export interface Repeat {
  readonly seed: number;
  /** Network of the best validation accuracy that the search has seen by then, the first of equals; -1 before any. */
  readonly incumbents: Int16Array;
  /** That accuracy, of one training, 0–1; 0 before any. */
  readonly best: Float32Array;
  /** Milliseconds of training that it would have taken by then. */
  readonly ms: Float64Array;
  /** Proposals that were a network of this search again: they cost an evaluation and no training. */
  readonly duplicates: number;
}

/**
 * Searches the benchmark's space with one trainer, so that every proposal is told of before the next is asked for. A search
 * sees one training of each network, the same one whenever it is seen; which one hangs on the search's seed.
 *
 * @param evaluations proposals of each search
 * @throws Error when the strategy proposes something else than networks of the benchmark's space, or nothing at all
 */
export async function* repeatOnBenchmark(
  benchmark: Benchmark,
  strategy: StrategySpec,
  seeds: Iterable<number>,
  evaluations: number,
): AsyncGenerator<Repeat, void> {
  const networks = new NetworkFinder(benchmark);
  for (const seed of seeds) yield await searchOnce(benchmark, networks, strategy, seed, evaluations);
}

async function searchOnce(
  benchmark: Benchmark,
  networks: NetworkFinder,
  spec: StrategySpec,
  seed: number,
  evaluations: number,
): Promise<Repeat> {
  const rng = new Rng(seed);
  const strategy = createStrategy(spec, {
    task: benchmark.task,
    // As a run forks it, so that a repeat proposes what a run of its seed would.
    rng: rng.fork('strategy').fork(spec.id).fork(0),
    niches: new Niches(),
    notice: () => {},
    record: () => {},
    // What no table holds cannot be looked up; a method that trains beside its candidates has no place here.
    charge: () => {
      throw new Error('The strategy trains something that is not in the benchmark.');
    },
    onText: () => {},
    onTeaching: () => {},
  });
  const trainings = rng.fork('trainings');
  const seen = new Map<number, { readonly id: CandidateId; readonly training: number }>();
  const incumbents = new Int16Array(evaluations).fill(-1);
  const best = new Float32Array(evaluations);
  const ms = new Float64Array(evaluations);
  let [incumbent, accuracy, spent, duplicates] = [-1, 0, 0, 0];

  for (let at = 0; at < evaluations; at++) {
    const proposal = await next(strategy, at);
    const network = networks.find(proposal);
    const candidate: Candidate = { ...proposal, id: at + 1, arm: 'search' };
    const before = seen.get(network);
    let outcome: Outcome;
    if (before) {
      duplicates += 1;
      outcome = { kind: 'duplicate', of: before.id };
    } else {
      const training = trainings.fork(network).int(benchmark.card.seeds.length);
      seen.set(network, { id: candidate.id, training });
      const scored = outcomeOf(benchmark, network, training);
      spent += scored.trainMs + scored.buildMs;
      if (scored.valAccuracy > accuracy) {
        accuracy = scored.valAccuracy;
        incumbent = network;
      }
      outcome = scored;
    }
    strategy.tell({ candidate, outcome });
    incumbents[at] = incumbent;
    best[at] = accuracy;
    ms[at] = spent;
  }
  return { seed, incumbents, best, ms, duplicates };
}

const { signal } = new AbortController();

async function next(strategy: Strategy, at: number): Promise<Proposal> {
  const [proposal] = await strategy.ask(1, signal);
  if (!proposal) throw new Error(`The strategy had nothing to propose after ${at} evaluations.`);
  return proposal;
}

function outcomeOf(
  benchmark: Benchmark,
  network: number,
  training: number,
): Extract<Outcome, { kind: 'scored' }> {
  const { passes, stepsPerPass } = benchmark.card;
  const score = benchmark.score(network, training);
  return {
    kind: 'scored',
    params: benchmark.params(network),
    flops: benchmark.flops(network),
    activationBytes: 0,
    ...score,
    epochs: passes,
    steps: passes * stepsPerPass,
    ...benchmark.trainingMs(network),
    peakBytes: 0,
  };
}

/** Finds networks by the labels of their choices, and remembers them by the text of their program. */
class NetworkFinder {
  readonly #benchmark: Benchmark;
  readonly #known = new Map<string, number>();

  constructor(benchmark: Benchmark) {
    this.#benchmark = benchmark;
  }

  find({ source, origin }: Proposal): number {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const genotype =
      origin.kind === 'chosen' && origin.space === this.#benchmark.space.id
        ? genotypeOf(this.#benchmark.space, origin.choices)
        : undefined;
    const network = genotype && this.#benchmark.indexOf(genotype);
    if (network === undefined)
      throw new Error(
        'The strategy proposed what is not in the benchmark: let it search the benchmark’s space.',
      );
    this.#known.set(source, network);
    return network;
  }
}
