import { SvelteSet } from 'svelte/reactivity';
import { finiteMethods } from '../../search/benchmark/methods.ts';
import type { Repeat } from '../../search/benchmark/repeats.ts';
import type { Along, Contestant, Course, Standings } from '../../search/compare/standings.ts';
import type { Said } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import type { StrategyId } from '../../search/spec/spec.ts';
import type { BenchmarkApi, StatisticsApi } from '../../workers/api.ts';
import { connectBenchmark, connectStatistics, lend, pageFolder } from '../../workers/connect.ts';
import type { Linked } from '../../workers/spawn.ts';

/** What a comparison was made of. */
export interface Searched {
  readonly contestants: readonly Contestant[];
  readonly evaluations: number;
  /** Different networks that could be found. */
  readonly networks: number;
  /** Mean validation accuracy of the best of them, 0–1. */
  readonly best: number;
}

/** The method that is always there, to be beaten. */
export const RIVAL = 'random' satisfies StrategyId;

/** Methods that search a table of trained networks again and again, in workers, and how they stand. */
export class Benchmarking {
  /** Beside random search. */
  readonly methods = new SvelteSet<StrategyId>(
    finiteMethods()
      .map(({ id }) => id)
      .filter((id) => id !== RIVAL),
  );
  repeats = $state(100);
  evaluations = $state(100);
  progress = $state.raw<{ readonly done: number; readonly of: number }>();
  fault = $state.raw<Said>();
  searched = $state.raw<Searched>();
  standings = $state.raw<Standings>();
  #along = $state<Along>('evaluations');
  #benchmark: Linked<BenchmarkApi> | undefined;
  #statistics: Linked<StatisticsApi> | undefined;

  get along(): Along {
    return this.#along;
  }

  set along(along: Along) {
    this.#along = along;
    void this.#reckon();
  }

  /** Searches with every chosen method; what was found before stays until all of it is there. */
  async search(): Promise<void> {
    if (this.progress) return;
    const methods = finiteMethods().filter(({ id }) => id === RIVAL || this.methods.has(id));
    const { repeats, evaluations } = this;
    const seeds = Array.from({ length: repeats }, (_, i) => i + 1);
    const of = methods.length * repeats;
    this.fault = undefined;
    this.progress = { done: 0, of };
    const worker = (this.#benchmark = connectBenchmark());
    try {
      const { card, best } = await worker.call((api) => api.open(pageFolder()));
      const regrets = await worker.call((api) => api.regrets());
      const contestants: Contestant[] = [];
      for (const method of methods) {
        const courses: Course[] = [];
        const take = (some: readonly Repeat[]) => {
          courses.push(...some.map((repeat) => courseOf(repeat, regrets)));
          this.progress = { done: contestants.length * repeats + courses.length, of };
        };
        const isWhole = await worker.call((api) => api.repeat(method, seeds, evaluations, lend(take)));
        if (!isWhole) return;
        contestants.push({ key: method.id, courses });
      }
      this.searched = { contestants, evaluations, networks: card.networks, best };
      await this.#reckon();
    } catch (error) {
      this.fault = saidBy(error);
    } finally {
      worker.kill();
      this.#benchmark = undefined;
      this.progress = undefined;
    }
  }

  async stop(): Promise<void> {
    await this.#benchmark?.call((api) => api.cancel());
  }

  async #reckon(): Promise<void> {
    const { searched, along } = this;
    if (!searched) return;
    try {
      this.#statistics ??= connectStatistics();
      const standings = await this.#statistics.call((api) =>
        api.standings(searched.contestants, along, RIVAL),
      );
      if (searched === this.searched && along === this.along) this.standings = standings;
    } catch (error) {
      this.#statistics?.kill();
      this.#statistics = undefined;
      this.fault = saidBy(error);
    }
  }
}

/** Before its first network a search would hand in none, and is as far off as can be. */
const courseOf = ({ incumbents, ms }: Repeat, regrets: readonly number[]): Course => ({
  regrets: Float64Array.from(incumbents, (network) => regrets[network] ?? 1),
  ms,
});
