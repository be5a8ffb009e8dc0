/** A filled niche as it is drawn. */
export interface MapCell {
  /** A CSS colour, and one that is legible on it. */
  readonly fill: string;
  readonly ink: string;
  /** A figure on it, where there is room. */
  readonly text: string;
  /** All that is to be said of it. */
  readonly words: string;
}
