/** A family tree laid out: plain data, since it comes from a worker. */
import type { CandidateId } from '../../search/domain.ts';

export interface LineageNode {
  readonly id: CandidateId;
  /** The first parent, under which it hangs. */
  readonly parent?: CandidateId;
  /** It has children, be it only as a second parent. */
  readonly isParent?: boolean;
}

export interface LineageLayout {
  readonly width: number;
  readonly height: number;
  /** Middles of the marks, pixels. */
  readonly places: ReadonlyMap<CandidateId, { readonly x: number; readonly y: number }>;
  /** Size of a mark. */
  readonly mark: { readonly width: number; readonly height: number };
  /** Upper edge of the block of those without any kin; absent when all have some. */
  readonly lonersFrom?: number;
}

/** More candidates than this are drawn small and without their numbers. */
export const MOST_NUMBERED = 200;
