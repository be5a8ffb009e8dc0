/** A classification dataset as plain arrays. */
export interface Dataset {
  readonly id: string;
  /** Per example, without the batch axis, e.g. [40, 1] or [28, 28, 1]. */
  readonly inputShape: readonly number[];
  readonly classNames: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
}

export interface Examples {
  /** [count, ...inputShape], row by row. */
  readonly x: Float32Array;
  /** [count], class indices. */
  readonly y: Uint8Array;
}
