import * as v from 'valibot';
import { type Result, ok } from '../result.ts';
import { type Benchmark, sizesOf } from './benchmark.ts';
import type { BenchmarkFault } from './fault.ts';
import { type Columns, LOSS_UNIT, TEST, fault, readColumns, takeApart } from './layout.ts';

const headerSchema = v.object({ table: v.string() });

/**
 * What the networks of a benchmark score on the test split after their last step. They lie in a file of their own, which
 * only a report opens: whatever searches holds a `Benchmark` and cannot see them.
 */
export class TestFigures {
  readonly #benchmark: Benchmark;
  readonly #columns: Columns<typeof TEST>;
  /** The network of the greatest mean accuracy, the first of equals. */
  readonly best: { readonly network: number; readonly accuracy: number };

  private constructor(benchmark: Benchmark, columns: Columns<typeof TEST>) {
    this.#benchmark = benchmark;
    this.#columns = columns;
    const means = Array.from({ length: benchmark.size }, (_, network) => this.meanAccuracy(network));
    const accuracy = Math.max(...means);
    this.best = { network: means.indexOf(accuracy), accuracy };
  }

  /** @param file as it was laid out, gzip undone */
  static read(file: Uint8Array, benchmark: Benchmark): Result<TestFigures, BenchmarkFault> {
    const apart = takeApart(file);
    if (!apart.ok) return apart;
    const { header, body } = apart.value;
    if (!v.is(headerSchema, header) || header.table !== benchmark.hash)
      return fault('pair', { kind: 'benchmark-pair' });
    const columns = readColumns(TEST, sizesOf(benchmark.card), body);
    return columns.ok ? ok(new TestFigures(benchmark, columns.value)) : columns;
  }

  /** 0–1. */
  accuracy(network: number, training: number): number {
    return this.#at(this.#columns.testCorrect, network, training) / this.#benchmark.card.examples.test;
  }

  /** Mean cross-entropy, in nats. */
  loss(network: number, training: number): number {
    return LOSS_UNIT * this.#at(this.#columns.testLoss, network, training);
  }

  /** Mean over the seeds, 0–1. */
  meanAccuracy(network: number): number {
    const { length } = this.#benchmark.card.seeds;
    let sum = 0;
    for (let training = 0; training < length; training++) sum += this.accuracy(network, training);
    return sum / length;
  }

  /** How far a network's mean accuracy is below the best's, 0–1. */
  regret(network: number): number {
    return this.best.accuracy - this.meanAccuracy(network);
  }

  #at(column: Uint16Array, network: number, training: number): number {
    const place = network * this.#benchmark.card.seeds.length + training;
    const value = column[place];
    if (value === undefined) throw new RangeError(`the benchmark has no test figure ${place}`);
    return value;
  }
}
