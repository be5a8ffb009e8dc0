import type { Edit } from '../../edits/edit.ts';
import type { Rng } from '../../random/rng.ts';
import { type EditKind, type Editing, numbersOf, pickAny } from './kind.ts';
import { writeSlot } from './slots.ts';

/** Below two channels a layer carries next to nothing. */
const NARROWEST = 2;
/** Chance that all layers of the same width change together, as nets with additions need. */
const TOGETHER = 0.4;

export const widen: EditKind = {
  name: 'widen',
  apply: (editing) =>
    resize(editing, 'widen', (width, rng) => Math.max(width + 1, even(width * rng.pick([1.25, 1.5, 2])))),
};

export const narrow: EditKind = {
  name: 'narrow',
  apply: (editing) =>
    resize(editing, 'narrow', (width, rng) =>
      Math.max(NARROWEST, Math.min(width - 1, even(width / rng.pick([1.25, 1.5, 2])))),
    ),
};

function resize(
  editing: Editing,
  kind: 'widen' | 'narrow',
  next: (width: number, rng: Rng) => number,
): Edit | undefined {
  const { rng } = editing;
  const widths = numbersOf(editing, ['filters', 'units']);
  const chosen = pickAny(rng, widths);
  if (!chosen) return undefined;
  const { site, key, value } = chosen;
  const wanted = next(value, rng);
  if (wanted === value) return undefined;
  const alike = widths.filter((each) => each.key === key && each.value === value);
  const all = alike.length > 1 && rng.chance(TOGETHER);
  for (const { slot } of all ? alike : [chosen]) writeSlot(slot, wanted);
  const change = { key, from: value, to: wanted };
  return all
    ? { kind: kind === 'widen' ? 'widen-all' : 'narrow-all', count: alike.length, ...change }
    : { kind, layer: site.factory, ...change };
}

/** Round to a number that one would choose: steps of 1 below 8, of 2 below 32, of 4 below 128, then of 16. */
function even(width: number): number {
  const step = width < 8 ? 1 : width < 32 ? 2 : width < 128 ? 4 : 16;
  return Math.round(width / step) * step;
}
