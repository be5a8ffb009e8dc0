import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolCross,
  symbolStar,
  symbolWye,
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
  symbolWye,
];
/** As many as there are colours in the theme. */
const COLOURS = 6;

/** Square pixels. */
const MARK_SIZE = 56;

/** @param index of the group, from 0 on; colours come again after six, with another mark and the dashes of the next */
export function groupLook(index: number): GroupLook {
  const round = Math.floor(index / COLOURS);
  return {
    colour: `var(--group-${index % COLOURS})`,
    dashes: DASHES[(index + round) % DASHES.length] ?? '',
    mark: symbol(SYMBOLS[index % SYMBOLS.length], MARK_SIZE)() ?? '',
  };
}
