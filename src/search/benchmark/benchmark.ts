import * as v from 'valibot';
import type { CurvePoint, Score, TaskShape } from '../domain.ts';
import type { NetworkProxy, Probe } from '../estimators/proxies.ts';
import { type Result, ok } from '../result.ts';
import { cellNetworks } from '../spaces/canonicalCell.ts';
import { BENCHMARK, type CellSpace } from '../spaces/cell.ts';
import { keyOf } from '../spaces/encode.ts';
import type { Genotype } from '../spaces/space.ts';
import { type BenchmarkCard, cardSchema } from './card.ts';
import { misfitsIn, together } from '../told/misfits.ts';
import type { BenchmarkFault } from './fault.ts';
import { type Columns, LOSS_UNIT, type Sizes, TABLE, fault, readColumns, takeApart } from './layout.ts';

/** Bytes of a graph's hash, which is 16 hexadecimal digits. */
const HASH_BYTES = 8;

export const sizesOf = ({ networks, seeds, passes, proxies }: BenchmarkCard): Sizes => ({
  networks,
  slots: BENCHMARK.slots.length,
  hashBytes: HASH_BYTES,
  seeds: seeds.length,
  passes,
  proxies: proxies.length,
});

/**
 * A table of trained networks: what a search would find out about each, without training. Networks are numbered from 0,
 * trainings of a network by the place of their seed, passes over the training data from 1. What a network scores on the
 * test split is not in here but in `TestFigures`.
 */
export class Benchmark {
  readonly card: BenchmarkCard;
  /** sha256 of all figures, hexadecimal: two tables of one hash are the same. */
  readonly hash: string;
  readonly space: CellSpace = BENCHMARK;
  /** The network of the greatest mean accuracy, the first of equals. */
  readonly best: { readonly network: number; readonly accuracy: number };
  readonly #columns: Columns<typeof TABLE>;
  readonly #byCell: ReadonlyMap<string, number>;
  readonly #byFormula: ReadonlyMap<string, number>;
  readonly #means: readonly number[];

  private constructor(
    card: BenchmarkCard,
    hash: string,
    columns: Columns<typeof TABLE>,
    numbering: Numbering,
  ) {
    this.card = card;
    this.hash = hash;
    this.#columns = columns;
    this.#byCell = numbering.byCell;
    this.#byFormula = numbering.byFormula;
    this.#means = Array.from({ length: card.networks }, (_, network) => this.meanAccuracy(network));
    const accuracy = Math.max(...this.#means);
    this.best = { network: this.#means.indexOf(accuracy), accuracy };
  }

  /** @param file as it was laid out, gzip undone */
  static read(file: Uint8Array): Result<Benchmark, BenchmarkFault> {
    const apart = takeApart(file);
    if (!apart.ok) return apart;
    const { header, hash, body } = apart.value;
    const card = v.safeParse(cardSchema, header.card);
    if (!card.success)
      return fault('card', { kind: 'benchmark-card', faults: together(misfitsIn(card.issues)) });
    const columns = readColumns(TABLE, sizesOf(card.output), body);
    if (!columns.ok) return columns;
    const numbering = numberingOf(card.output, columns.value.genotype);
    if (!numbering) return fault('networks', { kind: 'benchmark-networks' });
    return ok(new Benchmark(card.output, hash, columns.value, numbering));
  }

  get size(): number {
    return this.card.networks;
  }

  get task(): TaskShape {
    return { inputShape: this.card.inputShape, classes: this.card.classes };
  }

  /** The network that a cell describes, one of several; undefined where there is none in the table. */
  indexOf(genotype: Genotype): number | undefined {
    return this.#byCell.get(keyOf(genotype));
  }

  /** By `canonicalCell`. */
  indexOfFormula(formula: string): number | undefined {
    return this.#byFormula.get(formula);
  }

  /** The cell that was trained. */
  genotype(network: number): Genotype {
    const slots = this.space.slots.length;
    return [...this.#columns.genotype.subarray(network * slots, (network + 1) * slots)];
  }

  /** Of the graph that was trained: what seeds its weights. */
  graphHash(network: number): string {
    const bytes = this.#columns.hash.subarray(network * HASH_BYTES, (network + 1) * HASH_BYTES);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  params(network: number): number {
    return at(this.#columns.params, network);
  }

  /** Floating-point operations of one forward pass of one example. */
  flops(network: number): number {
    return at(this.#columns.flops, network);
  }

  /** A point after each pass. */
  curve(network: number, training: number): readonly CurvePoint[] {
    const { passes, stepsPerPass } = this.card;
    return Array.from({ length: passes }, (_, pass) => {
      const place = this.#place(network, training, pass + 1);
      return {
        epoch: pass + 1,
        step: (pass + 1) * stepsPerPass,
        trainLoss: LOSS_UNIT * at(this.#columns.trainLoss, place),
        valLoss: LOSS_UNIT * at(this.#columns.valLoss, place),
        valAccuracy: at(this.#columns.valCorrect, place) / this.card.examples.validation,
      };
    });
  }

  /** As a training of so many passes is scored: that of its best pass, of equals the one of the lower loss, then the earlier. */
  score(
    network: number,
    training: number,
    passes = this.card.passes,
  ): Pick<Score, 'valAccuracy' | 'valLoss' | 'bestEpoch'> {
    const { valCorrect, valLoss } = this.#columns;
    const first = this.#place(network, training, 1);
    let best = first;
    for (let place = first + 1; place < first + passes; place++) {
      const more = at(valCorrect, place) - at(valCorrect, best);
      if (more > 0 || (more === 0 && at(valLoss, place) < at(valLoss, best))) best = place;
    }
    return {
      valAccuracy: at(valCorrect, best) / this.card.examples.validation,
      valLoss: LOSS_UNIT * at(valLoss, best),
      bestEpoch: best - first + 1,
    };
  }

  /** Mean over the seeds: what a network is worth when luck is averaged out. */
  meanAccuracy(network: number, passes = this.card.passes): number {
    const { length } = this.card.seeds;
    let sum = 0;
    for (let training = 0; training < length; training++)
      sum += this.score(network, training, passes).valAccuracy;
    return sum / length;
  }

  /** Milliseconds of so many passes with an evaluation after each, and of building the network, on an idle machine. */
  trainingMs(
    network: number,
    passes = this.card.passes,
  ): { readonly trainMs: number; readonly buildMs: number } {
    const { stepMs, evaluationMs, buildMs } = this.#columns;
    const steps = passes * this.card.stepsPerPass;
    return {
      trainMs: steps * at(stepMs, network) + passes * at(evaluationMs, network),
      buildMs: at(buildMs, network),
    };
  }

  /** Milliseconds of all steps of a training when the table was made. */
  measuredMs(network: number, training: number): number {
    return at(this.#columns.trainMs, network * this.card.seeds.length + training);
  }

  /** Those asked for, with the weights of the first training; on those not measured it says nothing. */
  probe(network: number, proxies: readonly NetworkProxy[] = this.card.proxies): Probe {
    const measured = proxies.flatMap((proxy) => {
      const column = this.card.proxies.indexOf(proxy);
      if (column < 0) return [];
      const place = network * this.card.proxies.length + column;
      const value = at(this.#columns.proxies, place);
      const ms = at(this.#columns.proxyMs, place);
      return [[proxy, Number.isFinite(value) ? { value, ms } : { ms }] as const];
    });
    return Object.fromEntries(measured);
  }

  /** How far a network's mean accuracy is below the best's, 0–1. */
  regret(network: number): number {
    return this.best.accuracy - (this.#means[network] ?? NaN);
  }

  #place(network: number, training: number, pass: number): number {
    const { seeds, passes } = this.card;
    return (network * seeds.length + training) * passes + pass - 1;
  }
}

interface Numbering {
  readonly byCell: ReadonlyMap<string, number>;
  readonly byFormula: ReadonlyMap<string, number>;
}

/** Undefined when a network is none of the space, or there twice. */
function numberingOf({ networks }: BenchmarkCard, genotypes: Uint8Array): Numbering | undefined {
  const slots = BENCHMARK.slots.length;
  const rows = new Map<string, number>();
  for (let row = 0; row < networks; row++)
    rows.set(keyOf([...genotypes.subarray(row * slots, (row + 1) * slots)]), row);
  const byCell = new Map<string, number>();
  const byFormula = new Map<string, number>();
  for (const { key, genotype, cells } of cellNetworks(BENCHMARK)) {
    const row = rows.get(keyOf(genotype));
    if (row === undefined) continue;
    byFormula.set(key, row);
    for (const cell of cells) byCell.set(keyOf(cell), row);
  }
  return byFormula.size === networks ? { byCell, byFormula } : undefined;
}

function at(column: { readonly [place: number]: number; readonly length: number }, place: number): number {
  const value = column[place];
  if (value === undefined) throw new RangeError(`the benchmark has no value ${place} of ${column.length}`);
  return value;
}
