import type { Outcome, ScreeningStage } from '../domain.ts';
import type { CandidateRecord } from '../run/fold.ts';

/**
 * Training steps that were spent on a candidate, whatever became of it: what two searches have to have spent alike to be
 * compared fairly where one of them ends trainings early.
 *
 * @param seen steps up to the last point of its learning curve
 */
export function stepsSpent(outcome: Outcome | undefined, seen: number): number {
  switch (outcome?.kind) {
    case 'scored':
      return outcome.steps + (outcome.screeningSteps ?? 0);
    case 'screened':
      return outcome.steps ?? seen;
    default:
      return seen;
  }
}

export const recordSteps = ({ outcome, curve }: Pick<CandidateRecord, 'outcome' | 'curve'>): number =>
  stepsSpent(outcome, curve.at(-1)?.step ?? 0);

const IN_TRAINING: readonly ScreeningStage[] = ['halving', 'median', 'curve'];

/** Whether its training was begun and not gone on with by the run's estimator. */
export const isStoppedEarly = (outcome: Outcome | undefined): boolean =>
  outcome?.kind === 'screened' && IN_TRAINING.includes(outcome.stage);
