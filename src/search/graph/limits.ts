/** How large a candidate may be. */
export interface Limits {
  /** Bytes of program text, UTF-8. */
  readonly sourceBytes: number;
  /** Calls of layers, the input not counted. */
  readonly layers: number;
  readonly params: number;
  /** Floating-point operations of one forward pass of one example. */
  readonly flops: number;
  /** Bytes of all outputs of one example; a batch of 128 holds that many times more. */
  readonly activationBytes: number;
}

/** Generous for networks that train in a browser within minutes, tight enough that one cannot exhaust its memory. */
export const LIMITS: Limits = {
  sourceBytes: 16 * 1024,
  layers: 200,
  params: 2_000_000,
  flops: 200_000_000,
  activationBytes: 8 * 1024 * 1024,
};
