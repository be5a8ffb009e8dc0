/** The candidates of a search as a table for people; the events are the data. */
import type { Origin, Outcome, RunEvent } from '../../src/search/domain.ts';
import { recordSteps } from '../../src/search/estimators/cost.ts';
import { failureInEnglish, faultInEnglish } from '../../src/search/faults/english.ts';
import { foldRun } from '../../src/search/run/fold.ts';

const HEADER = [
  'id',
  'arm',
  'origin',
  'outcome',
  'val. accuracy',
  'params',
  'FLOPs',
  'steps',
  'train ms',
  'what happened',
];

export function tableOf(events: readonly RunEvent[]): string {
  const lines = foldRun(events).candidates.map(({ candidate: { id, arm, origin }, outcome, curve }) => [
    String(id),
    arm,
    originWords(origin),
    outcome?.kind ?? 'unfinished',
    ...figuresOf(outcome, recordSteps({ outcome, curve })),
    wordsOf(outcome),
  ]);
  const widths = HEADER.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  return [HEADER, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'mutated':
      return `mutated ${origin.parent}`;
    case 'seed':
      return `seed ${origin.name}`;
    case 'written':
    case 'edited':
    case 'chosen':
    case 'assembled':
      return [origin.kind, origin.parents.join('+')].filter(Boolean).join(' ');
    default:
      return origin.kind;
  }
}

const figuresOf = (outcome: Outcome | undefined, steps: number): readonly string[] =>
  outcome?.kind === 'scored'
    ? [
        `${(100 * outcome.valAccuracy).toFixed(1)} %`,
        String(outcome.params),
        String(outcome.flops),
        String(steps),
        String(Math.round(outcome.trainMs)),
      ]
    : ['', '', '', steps > 0 ? String(steps) : '', ''];

function wordsOf(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case 'scored':
      return `loss ${outcome.valLoss.toFixed(3)}, best of ${outcome.epochs} epochs`;
    case 'rejected':
      return `${outcome.fault.kind}: ${faultInEnglish(outcome.fault.message)}`;
    case 'duplicate':
      return `same graph as ${outcome.of}`;
    case 'screened':
      return `${outcome.stage}: ${outcome.message}`;
    case 'failed':
      return `${outcome.reason}: ${failureInEnglish(outcome.message)}`;
    default:
      return '';
  }
}
