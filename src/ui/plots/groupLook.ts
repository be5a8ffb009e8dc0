import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolCross,
  symbolStar,
} from 'd3-shape';

/** How a group of runs is drawn: by colour, by dashes and by the mark at the end of its line. */
export interface GroupLook {
  readonly colour: string;
  /** For `stroke-dasharray`. */
  readonly dashes: string;
  /** A path around 0, 0. */
  readonly mark: string;
}

const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 2', '12 3'];
const SYMBOLS: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
];

/** Square pixels. */
const MARK_SIZE = 56;

/** @param index of the group, from 0 on; looks come again after six, with the dashes of the next */
export function groupLook(index: number): GroupLook {
  const round = Math.floor(index / SYMBOLS.length);
  return {
    colour: `var(--group-${index % SYMBOLS.length})`,
    dashes: DASHES[(index + round) % DASHES.length] ?? '',
    mark: symbol(SYMBOLS[index % SYMBOLS.length], MARK_SIZE)() ?? '',
  };
}
