/** The comparison as Markdown. */
import { type Estimate, estimate } from '../../src/search/compare/interval.ts';
import { shareOf } from '../../src/search/compare/trace.ts';
import { mean } from '../bench/statistics.ts';
import { tableOf } from '../bench/tables.ts';
import { type Comparison, compare, tracesOf } from './figures.ts';
import type { Method } from './methods.ts';
import { fitnessOf, fittest, foundBy, frontOf, seedsOf } from './pareto.ts';
import { qualityOf } from './quality.ts';
import type { Retrained } from './retrain.ts';
import type { Trace } from './trace.ts';

const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`;

/** A mean with half its 95 % interval, in percent. */
const inPercent = ({ mean, margin }: Estimate) =>
  `${(100 * mean).toFixed(1)}${margin === null ? '' : ` ± ${(100 * margin).toFixed(1)}`}`;

/** Nearer to 0 is better. */
function fitnessWords(found: readonly number[]): string {
  if (found.length === 0) return '';
  const { mean, margin } = estimate(found);
  return `${mean.toFixed(0)}${margin === null ? '' : ` ± ${margin.toFixed(0)}`}`;
}

const signed = (text: string) => (text.startsWith('-') ? text : `+${text}`);

/** Best validation accuracy of each method, and against each rival at equal evaluations and at equal time. */
export function bestTable(
  traces: readonly Trace[],
  methods: readonly Method[],
  rivals: readonly Method[],
  evaluations: number,
): string {
  const rows = [...methods, ...rivals].flatMap((method) => {
    const found = compare(traces, method, rivals, evaluations);
    return found ? [rowOf(found, traces, rivals, evaluations)] : [];
  });
  return tableOf(
    [
      'method',
      'searches',
      'best validation accuracy, %',
      'best fitness',
      ...rivals.flatMap(({ name }) => [
        `less ${name.toLowerCase()}, as many evaluations`,
        `less ${name.toLowerCase()}, as much time`,
      ]),
      'invalid',
      'duplicates',
      'written by the model',
      'seconds',
      'trainers waiting',
    ],
    rows,
  );
}

function rowOf(
  { method, searches, best, against }: Comparison,
  traces: readonly Trace[],
  rivals: readonly Method[],
  evaluations: number,
): readonly string[] {
  const ours = tracesOf(traces, method.id);
  const isRival = rivals.includes(method);
  const share = (of: (trace: Trace) => number) => percent(mean(ours.map(of)));
  return [
    method.name,
    String(searches),
    inPercent(best),
    fitnessWords(
      ours.flatMap((trace) => {
        const found = fittest(trace, evaluations);
        return found ? [fitnessOf(found)] : [];
      }),
    ),
    ...rivals.flatMap(({ id }) => {
      const found = against[id];
      if (!found) return ['', ''];
      // A rival's own time is that of the slowest method: at it there is nothing to compare.
      return [signed(inPercent(found.evaluations)), isRival ? '' : signed(inPercent(found.time))];
    }),
    share((trace) => shareOf(trace, 'rejected', evaluations)),
    share((trace) => shareOf(trace, 'duplicate', evaluations)),
    share((trace) => trace.written / trace.tried.length),
    estimate(ours.map((trace) => trace.tried[evaluations - 1]?.seconds ?? trace.seconds)).mean.toFixed(0),
    share(({ waiting }) => waiting),
  ];
}

/** Coverage and QD-score of every method in one and the same archive. */
export const qualityTable = (
  traces: readonly Trace[],
  methods: readonly Method[],
  evaluations: number,
): string =>
  tableOf(
    ['method', 'coverage, % of 100 niches', 'QD-score, sum of the elites’ accuracies'],
    methods.flatMap((method) => {
      const found = tracesOf(traces, method.id).map((trace) => qualityOf(trace, evaluations));
      if (found.length === 0) return [];
      const qd = estimate(found.map(({ qdScore }) => qdScore));
      return [
        [
          method.name,
          inPercent(estimate(found.map(({ coverage }) => coverage))),
          `${qd.mean.toFixed(1)}${qd.margin === null ? '' : ` ± ${qd.margin.toFixed(1)}`}`,
        ],
      ];
    }),
  );

/** Best fitness of each search, beside the four networks that it was given. */
export function fitnessTable(traces: readonly Trace[]): string {
  const ours = tracesOf(traces, 'evoprompting');
  const names = ['MLP', 'CNN', 'GRU', 'Large CNN'];
  return tableOf(
    ['seed', ...names, 'best found', 'its parameters', 'its validation accuracy'],
    ours.map((trace) => {
      const best = fittest(trace, trace.tried.length);
      return [
        String(trace.seed),
        ...names.map((_, i) => {
          const seed = seedsOf(trace)[i];
          return seed ? fitnessOf(seed).toFixed(0) : '';
        }),
        best ? fitnessOf(best).toFixed(0) : '',
        best ? String(best.params) : '',
        best ? percent(best.accuracy) : '',
      ];
    }),
  );
}

/** All searches of EvoPrompting together: what nothing found was both smaller and better than. */
export const frontTable = (traces: readonly Trace[]): string =>
  tableOf(
    ['parameters', 'validation accuracy', 'fitness'],
    frontOf(tracesOf(traces, 'evoprompting').flatMap(foundBy)).map((found) => [
      String(found.params),
      percent(found.accuracy),
      fitnessOf(found).toFixed(0),
    ]),
  );

export const retrainedTable = (retrained: readonly Retrained[]): string =>
  tableOf(
    ['network', 'parameters', 'test accuracy, %', 'each'],
    retrained.map(({ name, params, accuracies }) => [
      name,
      String(params),
      inPercent(estimate(accuracies)),
      accuracies.map(percent).join(', '),
    ]),
  );
