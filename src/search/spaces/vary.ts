/** How search moves in a space: samples, mutants, crossings and neighbours of genotypes. */
import type { Rng } from '../random/rng.ts';
import { applies, choose, untilNetwork } from './choose.ts';
import { ABSENT, type Genotype, type Space } from './space.ts';

/**
 * Each choice that applies drawn evenly among its options. Where choices depend on earlier ones, networks with fewer
 * choices are therefore drawn as often as others, and not as their number would have it.
 */
export function sample(space: Space, rng: Rng): Genotype {
  const drawn = untilNetwork(space, () => choose(space, ({ options }) => rng.int(options.length)));
  if (!drawn) throw new RangeError(`hardly any choices in ${space.id} describe a network`);
  return drawn;
}

/**
 * Another option at one slot, both drawn evenly. Slots that only now apply are drawn as in a sample, and those that no
 * longer do are left out.
 */
export function mutate(space: Space, genotype: Genotype, rng: Rng): Genotype {
  const open: number[] = [];
  for (let at = 0; at < genotype.length; at++) if (genotype[at] !== ABSENT) open.push(at);
  const draw = () => {
    const at = rng.pick(open);
    const count = space.slots[at]?.options.length ?? 0;
    const other = (genotype[at] ?? 0) + 1 + rng.int(count - 1);
    return withChoice(space, genotype, at, other % count, rng);
  };
  return untilNetwork(space, draw) ?? genotype;
}

/** Each choice from either parent, evenly; where that parent had none to make, from the other, or drawn anew. */
export function crossover(space: Space, a: Genotype, b: Genotype, rng: Rng): Genotype {
  const draw = () =>
    choose(space, ({ options }, at) => {
      const [first, second] = rng.chance(0.5) ? [a, b] : [b, a];
      const made = [first[at], second[at]].find((choice) => choice !== undefined && choice !== ABSENT);
      return made ?? rng.int(options.length);
    });
  return untilNetwork(space, draw) ?? a;
}

/**
 * All networks that differ in one choice, in the order of slots and options. Slots that apply only after the change take
 * their first option.
 */
export function neighbours(space: Space, genotype: Genotype): readonly Genotype[] {
  return space.slots.flatMap(({ options }, at) =>
    genotype[at] === ABSENT
      ? []
      : options.flatMap((_, option) => {
          if (option === genotype[at]) return [];
          const changed = withChoice(space, genotype, at, option);
          return (space.describesNetwork?.(changed) ?? true) ? [changed] : [];
        }),
  );
}

/** @param rng draws what only now applies; without it that is the first option */
function withChoice(space: Space, genotype: Genotype, at: number, option: number, rng?: Rng): Genotype {
  // Written out, since methods ask for hundreds of mutants at a time.
  const changed: number[] = [];
  for (const slot of space.slots) {
    const place = changed.length;
    const before = genotype[place] ?? ABSENT;
    if (!applies(slot, changed)) changed.push(ABSENT);
    else if (place === at) changed.push(option);
    else changed.push(before === ABSENT ? (rng?.int(slot.options.length) ?? 0) : before);
  }
  return changed;
}
