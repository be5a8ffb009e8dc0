import { editInEnglish } from '../edits/english.ts';
import { failureInEnglish, faultInEnglish } from '../faults/english.ts';
import { recordSteps } from '../estimators/cost.ts';
import { NETWORK_PROXIES } from '../estimators/proxies.ts';
import type { Origin, RunEvent } from '../domain.ts';
import { parentsOf } from '../prompts/lessonCandidates.ts';
import type { CandidateRecord } from '../run/fold.ts';
import type { RunSpec } from '../spec/spec.ts';
import { type Cell, writeCsv } from './csv.ts';

/** Raised when the file's shape changes. */
const VERSION = 1;

/** All that a run is, its specification and its events, as JSON. */
export const writeRunJson = (spec: RunSpec, events: readonly RunEvent[]): string =>
  `${JSON.stringify({ format: 'nas-playground-run', version: VERSION, spec, events })}\n`;

type Column = (record: CandidateRecord) => Cell;

const scored = ({ outcome }: CandidateRecord) => (outcome?.kind === 'scored' ? outcome : undefined);

/** Accuracies are fractions, times milliseconds, sizes bytes, as everywhere in the search. */
const COLUMNS: Readonly<Record<string, Column>> = {
  candidate: ({ candidate }) => candidate.id,
  arm: ({ candidate }) => candidate.arm,
  origin: ({ candidate }) => candidate.origin.kind,
  parents: ({ candidate }) => parentsOf(candidate).join(' '),
  change: ({ candidate }) => changeOf(candidate.origin),
  model: ({ candidate: { origin } }) => (origin.kind === 'written' ? origin.model : undefined),
  model_tuned: ({ candidate: { origin } }) => (origin.kind === 'written' ? origin.tuned : undefined),
  temperature: ({ candidate: { origin } }) => (origin.kind === 'written' ? origin.temperature : undefined),
  tokens: ({ candidate: { origin } }) => (origin.kind === 'written' ? origin.tokens : undefined),
  write_ms: ({ candidate: { origin } }) => (origin.kind === 'written' ? origin.writeMs : undefined),
  asked_ms: ({ askedAt }) => askedAt,
  finished_ms: ({ finishedAt }) => finishedAt,
  outcome: ({ outcome }) => outcome?.kind,
  reason: reasonOf,
  parameters: ({ architecture }) => architecture?.params,
  flops: ({ architecture }) => architecture?.flops,
  activation_bytes: ({ architecture }) => architecture?.activationBytes,
  layers: ({ architecture }) => architecture?.layers.length,
  validation_accuracy: (record) => scored(record)?.valAccuracy,
  validation_loss: (record) => scored(record)?.valLoss,
  best_epoch: (record) => scored(record)?.bestEpoch,
  epochs: (record) => scored(record)?.epochs,
  steps: (record) => scored(record)?.steps,
  steps_spent: recordSteps,
  train_ms: (record) => scored(record)?.trainMs,
  build_ms: (record) => scored(record)?.buildMs,
  peak_bytes: (record) => scored(record)?.peakBytes,
  inherited: (record) => scored(record)?.inherited,
  ...Object.fromEntries(
    [...NETWORK_PROXIES, 'one_shot' as const].map((proxy) => [
      proxy,
      ({ probe }: CandidateRecord) => probe?.[proxy]?.value,
    ]),
  ),
  test_accuracy: ({ test }) => test?.testAccuracy,
  cell: ({ placement }) => placement?.cell.join(' '),
  placement: ({ placement }) => placement?.kind,
  graph: ({ architecture }) => architecture?.hash,
};

function changeOf(origin: Origin): Cell {
  switch (origin.kind) {
    case 'sampled':
    case 'edited':
      return undefined;
    case 'seed':
      return origin.name;
    case 'written':
      return origin.instruction;
    case 'chosen':
      return origin.choices.join('; ');
    case 'mutated':
    case 'assembled':
      return origin.edits.map(editInEnglish).join('; ');
  }
}

function reasonOf({ outcome }: CandidateRecord): Cell {
  switch (outcome?.kind) {
    case 'rejected':
      return faultInEnglish(outcome.fault.message);
    case 'screened':
      return outcome.message;
    case 'failed':
      return failureInEnglish(outcome.message);
    case 'duplicate':
      return `as candidate ${outcome.of}`;
    default:
      return undefined;
  }
}

/** All candidates of both arms, one a line, in the order asked, with origin, outcome and figures. */
export const writeRunCsv = (candidates: readonly CandidateRecord[]): string =>
  writeCsv([
    Object.keys(COLUMNS),
    ...candidates.map((record) => Object.values(COLUMNS).map((column) => column(record))),
  ]);
