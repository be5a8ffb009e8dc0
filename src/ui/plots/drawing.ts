/** A network laid out: plain data, since it comes from a worker. */
import type { LayerSummary } from '../../search/domain.ts';

export interface DrawnLayer {
  readonly layer: LayerSummary;
  /** Upper left corner, pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly key: string;
  readonly points: readonly Point[];
  /** The layer whose output flows along it; absent where another edge has said so already. */
  readonly source?: LayerSummary;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly DrawnLayer[];
  readonly edges: readonly DrawnEdge[];
}

/** Pixels. */
export const NODE = { width: 222, height: 37 };
