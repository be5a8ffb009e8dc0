import type { Benchmark } from '../../search/benchmark/benchmark.ts';
import type { BenchmarkCard } from '../../search/benchmark/card.ts';
import { type Repeat, repeatOnBenchmark } from '../../search/benchmark/repeats.ts';
import type { StrategySpec } from '../../search/spec/spec.ts';
import type { BenchmarkApi } from '../api.ts';
import { attentive } from '../heard.ts';
import { nextTask } from '../nextTask.ts';
import { loadBenchmark, loadTestFigures } from './load.ts';

/** Repeats that are searched before what was found is handed over and other messages are heard. */
const BATCH = 10;

/** The benchmark behind its worker. */
export class BenchmarkHost implements BenchmarkApi {
  #baseUrl = '';
  #benchmark: Promise<Benchmark> | undefined;
  #isCancelled = false;

  async open(
    baseUrl: string,
  ): Promise<{ readonly card: BenchmarkCard; readonly hash: string; readonly best: number }> {
    this.#baseUrl = baseUrl;
    this.#benchmark = loadBenchmark(baseUrl);
    const { card, hash, best } = await this.#benchmark;
    return { card, hash, best: best.accuracy };
  }

  async repeat(
    strategy: StrategySpec,
    seeds: readonly number[],
    evaluations: number,
    onRepeats: (repeats: readonly Repeat[]) => void,
  ): Promise<boolean> {
    const benchmark = await this.#opened();
    this.#isCancelled = false;
    const { tell, heard } = attentive(onRepeats);
    let batch: Repeat[] = [];
    for await (const repeat of repeatOnBenchmark(benchmark, strategy, seeds, evaluations)) {
      batch.push(repeat);
      if (batch.length < BATCH) continue;
      tell(batch);
      batch = [];
      await nextTask();
      if (this.#isCancelled) return false;
    }
    if (batch.length > 0) tell(batch);
    await heard();
    return true;
  }

  async cancel(): Promise<void> {
    this.#isCancelled = true;
  }

  async regrets(): Promise<readonly number[]> {
    const benchmark = await this.#opened();
    return Array.from({ length: benchmark.size }, (_, network) => benchmark.regret(network));
  }

  async testRegrets(): Promise<readonly number[]> {
    const benchmark = await this.#opened();
    const figures = await loadTestFigures(benchmark, this.#baseUrl);
    return Array.from({ length: benchmark.size }, (_, network) => figures.regret(network));
  }

  #opened(): Promise<Benchmark> {
    if (!this.#benchmark) throw new Error('There is no benchmark yet: call open first.');
    return this.#benchmark;
  }
}
