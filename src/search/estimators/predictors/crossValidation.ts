import type { Rng } from '../../random/rng.ts';
import type { Features, PredictorMaker } from './predictor.ts';

/**
 * What a predictor says of each row when it has not seen it: rows are shuffled into folds, and each fold is predicted from the
 * others. Its rank correlation with `y` is the predictor's honest one.
 *
 * @param folds 2 or more; as many as there are rows where there are fewer
 */
export function crossPredict(
  make: PredictorMaker,
  x: Features,
  y: readonly number[],
  folds: number,
  rng: Rng,
): number[] {
  const count = Math.min(folds, y.length);
  const foldOf = new Map(rng.shuffle(y.map((_, row) => row)).map((row, place) => [row, place % count]));
  const predicted = y.map(() => NaN);
  for (let fold = 0; fold < count; fold++) {
    const known = y.map((_, row) => row).filter((row) => foldOf.get(row) !== fold);
    const asked = y.map((_, row) => row).filter((row) => foldOf.get(row) === fold);
    const predictor = make();
    predictor.fit(
      known.map((row) => x[row] ?? []),
      known.map((row) => y[row] ?? NaN),
    );
    const answers = predictor.predict(asked.map((row) => x[row] ?? []));
    asked.forEach((row, i) => (predicted[row] = answers[i] ?? NaN));
  }
  return predicted;
}
