import { ABSENT, type Genotype, type Slot, type Space } from './space.ts';

/** How many genotypes that describe no network are drawn before whoever draws gives up. */
const PATIENCE = 1000;

/** Whether a slot is to be answered, given the choices before it. */
export const applies = (slot: Slot, before: Genotype): boolean => slot.applies?.(before) ?? true;

/**
 * Walks the slots in order and lets `pick` make each choice that applies.
 *
 * @param pick the index of an option
 */
export function choose(
  { slots }: Space,
  pick: (slot: Slot, at: number, before: Genotype) => number,
): Genotype {
  const choices: number[] = [];
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as Slot;
    choices.push(applies(slot, choices) ? pick(slot, at, choices) : ABSENT);
  }
  return choices;
}

/** Whether every slot is answered as it should be, and a network is described. */
export function contains(space: Space, genotype: Genotype): boolean {
  const fits = space.slots.every((slot, at) => {
    const choice = genotype[at] ?? Number.NaN;
    if (slot.applies && !slot.applies(genotype.slice(0, at))) return choice === ABSENT;
    return Number.isInteger(choice) && choice >= 0 && choice < slot.options.length;
  });
  return fits && genotype.length === space.slots.length && (space.describesNetwork?.(genotype) ?? true);
}

/**
 * Draws until a network is described: the draw is then of the space alone, as `draw` weighs it.
 * @returns undefined when a thousand draws described none
 */
export function untilNetwork(space: Space, draw: () => Genotype): Genotype | undefined {
  for (let left = PATIENCE; left > 0; left--) {
    const drawn = draw();
    if (space.describesNetwork?.(drawn) ?? true) return drawn;
  }
  return undefined;
}
