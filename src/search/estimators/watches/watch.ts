import type { CandidateId, CurvePoint } from '../../domain.ts';
import type { Screened } from '../../screening/screened.ts';
import type { TrainingSpec } from '../../spec/spec.ts';

/** Looks on as candidates are trained, and says which of them are not worth it. */
export interface Watch {
  /** A candidate's training begins, or begins anew elsewhere. */
  begin(id: CandidateId): void;
  /**
   * @param curve so far, one point at least
   * @returns why the training is to end here; nothing where it goes on
   */
  see(id: CandidateId, curve: readonly CurvePoint[]): Screened | undefined;
  /** It was trained to the end. */
  complete(id: CandidateId, accuracy: number): void;
}

type Length = TrainingSpec['length'];

/** Share of the training that is done, 0–1. */
export const progress = ({ unit, count }: Length, { step, epoch }: CurvePoint): number =>
  (unit === 'steps' ? step : epoch) / count;

export const bestOf = (curve: readonly CurvePoint[]): number =>
  Math.max(...curve.map(({ valAccuracy }) => valAccuracy));

/** A curve's last point. */
export const lastOf = (curve: readonly CurvePoint[]): CurvePoint => curve.at(-1) as CurvePoint;

export const stepsOf = ({ step }: CurvePoint) => ({ unit: 'steps' as const, count: step });
