/** The searches' figures as Markdown, and what of them was promised. */
import { tableOf, verdictTable } from '../tables.ts';
import type { Verdict } from '../targets.ts';
import type { OperatorRow } from './figures.ts';
import { type Estimate, estimate, estimateDifference } from '../../../src/search/compare/interval.ts';
import { STRATEGIES } from './operators.ts';

type Strategy = (typeof STRATEGIES)[number];
type Figure = (row: OperatorRow) => number | null;

const NAMES: Readonly<Record<Strategy, string>> = {
  llm: 'the model',
  evolution: 'random edits',
  random: 'random programs',
};

/** What is compared; `name` as it reads in a promise. */
const COMPARED: readonly { readonly name: string; readonly of: Figure }[] = [
  { name: 'best validation accuracy', of: (row) => row.bestAccuracy },
  { name: 'mean fitness of scored candidates', of: (row) => row.meanAccuracy },
  { name: 'mean fitness after the first population', of: (row) => row.laterAccuracy },
];

/** In the order of their seeds. */
const rowsOf = (rows: readonly OperatorRow[], strategy: Strategy) =>
  rows.filter((row) => row.strategy === strategy).toSorted((a, b) => a.seed - b.seed);

const known = (rows: readonly OperatorRow[], of: Figure) => rows.flatMap((row) => of(row) ?? []);

const inWords = ({ mean, margin }: Estimate, digits = 3) =>
  margin === null ? mean.toFixed(digits) : `${mean.toFixed(digits)} ± ${margin.toFixed(digits)}`;

const signed = (text: string) => (text.startsWith('-') ? text : `+${text}`);

const strategyTable = (rows: readonly OperatorRow[]) =>
  tableOf(
    [
      'children by',
      'searches',
      ...COMPARED.map(({ name }) => name),
      'rejected',
      'duplicates',
      'written by the model',
      'waiting',
      'minutes',
    ],
    STRATEGIES.flatMap((strategy) => {
      const those = rowsOf(rows, strategy);
      if (those.length === 0) return [];
      const percent = (of: Figure) => `${(100 * estimate(known(those, of)).mean).toFixed(1)} %`;
      return [
        [
          NAMES[strategy],
          String(those.length),
          ...COMPARED.map(({ of }) => {
            const values = known(those, of);
            return values.length > 0 ? inWords(estimate(values)) : '';
          }),
          percent((row) => row.rejected),
          percent((row) => row.duplicates),
          percent((row) => row.written / row.proposals),
          percent((row) => row.waitShare),
          estimate(those.map((row) => row.minutes)).mean.toFixed(1),
        ],
      ];
    }),
  );

/** The model against another strategy, seed by seed; undefined where one of them has no such figure. */
function difference(rows: readonly OperatorRow[], other: Strategy, of: Figure): Estimate | undefined {
  const ours = known(rowsOf(rows, 'llm'), of);
  const others = known(rowsOf(rows, other), of);
  return ours.length > 0 && ours.length === others.length ? estimateDifference(ours, others) : undefined;
}

const differenceTable = (rows: readonly OperatorRow[]) =>
  tableOf(
    ['the model against', ...COMPARED.map(({ name }) => name)],
    (['evolution', 'random'] as const).map((other) => [
      NAMES[other],
      ...COMPARED.map(({ of }) => {
        const found = difference(rows, other, of);
        return found ? signed(inWords(found)) : '';
      }),
    ]),
  );

export const operatorsSection = (rows: readonly OperatorRow[]): string =>
  [strategyTable(rows), differenceTable(rows), verdictTable(judgeOperators(rows))].join('\n\n');

const MOST_WAITING = 0.1;

/** One verdict for each promise that there are figures for. */
export function judgeOperators(rows: readonly OperatorRow[]): Verdict[] {
  const better = COMPARED.slice(0, 2).flatMap(({ name, of }): Verdict[] => {
    const found = difference(rows, 'evolution', of);
    if (!found) return [];
    const { mean, margin } = found;
    return [
      { promise: `${name}: higher with the model`, found: signed(inWords(found)), met: mean > 0 },
      {
        promise: `${name}: higher beyond chance (the whole interval)`,
        found: signed(inWords(found)),
        met: margin !== null && mean - margin > 0,
      },
    ];
  });
  const worst = rowsOf(rows, 'llm').toSorted((a, b) => b.waitShare - a.waitShare)[0];
  return [
    ...better,
    ...(worst
      ? [
          {
            promise: 'trainers wait for the model in less than 10 % of wall time',
            found: `worst: ${(100 * worst.waitShare).toFixed(1)} % (seed ${worst.seed})`,
            met: worst.waitShare < MOST_WAITING,
          },
        ]
      : []),
  ];
}
