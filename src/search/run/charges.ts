import type { Arm } from '../domain.ts';
import type { RunSnapshot } from './fold.ts';

/** Candidates that could have been trained for what an arm has spent beside them. */
export const chargedTo = ({ charges }: Pick<RunSnapshot, 'charges'>, arm: Arm): number =>
  charges.reduce((sum, charge) => sum + (charge.arm === arm ? charge.candidates : 0), 0);

/** Candidates that an arm may try within a budget of so many, all else that it has spent being counted against it; one at least. */
export const placesOf = (budget: number, run: Pick<RunSnapshot, 'charges'>, arm: Arm): number =>
  Math.max(1, Math.floor(budget - chargedTo(run, arm)));
