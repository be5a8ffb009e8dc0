import type { Arm } from '../domain.ts';
import type { CandidateRecord, Charged, RunSnapshot } from './fold.ts';

/** Candidates that could have been trained for what an arm has spent beside them. */
export const chargedTo = ({ charges }: Pick<RunSnapshot, 'charges'>, arm: Arm): number =>
  charges.reduce((sum, charge) => sum + (charge.arm === arm ? charge.candidates : 0), 0);

/** Candidates that an arm may try within a budget of so many, all else that it has spent being counted against it; one at least. */
export const placesOf = (budget: number, run: Pick<RunSnapshot, 'charges'>, arm: Arm): number =>
  Math.max(1, Math.floor(budget - chargedTo(run, arm)));

/**
 * What each candidate's arm had spent with it, by its index: its place among those that the arm asked for, and all that the
 * arm had been charged before. So much could random search have tried in its place.
 */
export function spentWith(
  candidates: readonly CandidateRecord[],
  charges: readonly Charged[],
): readonly number[] {
  const spent: Record<Arm, number> = { search: 0, baseline: 0 };
  let next = 0;
  return candidates.map(({ candidate: { arm } }, before) => {
    for (let charge = charges[next]; charge && charge.after <= before; charge = charges[++next])
      if (charge.arm) spent[charge.arm] += charge.candidates;
    return (spent[arm] += 1);
  });
}
