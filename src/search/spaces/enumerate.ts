import { applies } from './choose.ts';
import { ABSENT, type Genotype, type Space } from './space.ts';

/** All networks of a space, in the order of their choices. */
export function* enumerate(space: Space, before: Genotype = []): Generator<Genotype, void> {
  const slot = space.slots[before.length];
  if (!slot) {
    if (space.describesNetwork?.(before) ?? true) yield before;
    return;
  }
  const options = applies(slot, before) ? slot.options.keys() : [ABSENT];
  for (const option of options) yield* enumerate(space, [...before, option]);
}

/** Number of networks, by walking all of them. */
export function sizeOf(space: Space): number {
  let size = 0;
  for (const walk = enumerate(space); !walk.next().done;) size += 1;
  return size;
}
