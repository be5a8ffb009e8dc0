/** One row of features per candidate, all rows of one length. */
export type Features = readonly (readonly number[])[];

/** Learns from candidates with a known worth what others will be worth (White et al. 2021, "How powerful are performance predictors in neural architecture search?"). */
export interface Predictor {
  /** @param y one value per row; at least one row */
  fit(x: Features, y: readonly number[]): void;
  /** Only after `fit`. */
  predict(x: Features): number[];
}

/** Makes an untaught one. */
export type PredictorMaker = () => Predictor;
