import type { Arm } from '../../search/domain.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Half the height of a mark, in pixels. */
const REACH = 4;

/** An arm's mark, or that of what a person put in. */
export type MarkKind = Arm | 'by-hand';

/**
 * Many marks as one path, so that a thousand candidates cost one element. The search has dots, the baseline diamonds, a
 * person triangles.
 */
export const marksPath = (kind: MarkKind, places: readonly Place[]): string =>
  places.map(MARKS[kind]).join('');

const MARKS: Record<MarkKind, (place: Place) => string> = {
  search: ({ x, y }) =>
    `M${n(x - REACH)},${n(y)}a${REACH},${REACH} 0 1,0 ${2 * REACH},0a${REACH},${REACH} 0 1,0 ${-2 * REACH},0`,
  baseline: ({ x, y }) => `M${n(x)},${n(y - REACH - 1)}l5,5l-5,5l-5,-5z`,
  'by-hand': ({ x, y }) => `M${n(x)},${n(y - REACH - 2)}l6,10h-12z`,
};

const n = (value: number): string => value.toFixed(1);
