import type { CurvePoint } from '../../search/domain.ts';

/** The point with the best validation accuracy; of equals the one with the lower loss, then the earlier. */
export function bestPoint(curve: readonly CurvePoint[]): CurvePoint | undefined {
  return curve.reduce<CurvePoint | undefined>(
    (best, point) =>
      !best ||
      point.valAccuracy > best.valAccuracy ||
      (point.valAccuracy === best.valAccuracy && point.valLoss < best.valLoss)
        ? point
        : best,
    undefined,
  );
}
