/** What became of a program, in words for the next turn of a conversation. */
import { commonestClass } from '../data/commonest.ts';
import type { CurvePoint, Outcome, TaskShape } from '../domain.ts';
import { failureInEnglish } from '../faults/english.ts';
import type { Evaluated } from '../ports.ts';
import { assertNever } from '../result.ts';
import { faultInWords } from './mutation.ts';

/** Points of a learning curve that are told, the first and the last among them. */
const POINTS = 4;

/** By validation figures alone. */
export function reportOf({ outcome, curve = [] }: Evaluated, task: TaskShape): string {
  switch (outcome.kind) {
    case 'scored':
      return [scoreText(outcome, task), ...curveText(curve)].join(' ');
    case 'rejected':
      return `Your program is invalid and was not trained: ${faultInWords(outcome.fault)}`;
    case 'duplicate':
      return 'This is the same network as an earlier one, so it was not trained again.';
    case 'screened':
      return `Your network was not trained in full: ${outcome.message}`;
    case 'failed':
      return `The training of your network failed: ${failureInEnglish(outcome.message)}`;
    case 'cancelled':
      return 'The training of your network was stopped.';
    default:
      return assertNever(outcome);
  }
}

export const metricsText = ({ valAccuracy, params }: { valAccuracy: number; params: number }): string =>
  `validation accuracy ${percent(valAccuracy)}, ${params} parameters`;

function scoreText(score: Extract<Outcome, { kind: 'scored' }>, task: TaskShape): string {
  const trained = `Your network was trained: ${metricsText(score)}.`;
  const commonest = commonestClass(task);
  if (!commonest) return trained;
  const verdict = score.valAccuracy > commonest.share ? '' : ', so it has learnt nothing of use';
  return `${trained} Always answering the commonest class would give ${percent(commonest.share)}${verdict}.`;
}

function curveText(curve: readonly CurvePoint[]): readonly string[] {
  const last = curve.at(-1);
  if (!last) return [];
  const points = spread(curve).map(({ epoch, valAccuracy }) => `${epoch}: ${percent(valAccuracy)}`);
  const losses = `In the end the training loss was ${last.trainLoss.toFixed(2)} and the validation loss ${last.valLoss.toFixed(2)}.`;
  return [`Validation accuracy by epoch: ${points.join(', ')}.`, losses];
}

/** At most `POINTS`, evenly apart. */
function spread(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  if (curve.length <= POINTS) return curve;
  const step = (curve.length - 1) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => curve[Math.round(i * step)] as CurvePoint);
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
