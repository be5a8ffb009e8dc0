import type { Program } from 'acorn';
import type { TaskShape } from '../../domain.ts';
import type { Edit } from '../../edits/edit.ts';
import type { Rng } from '../../random/rng.ts';
import { propertyOf } from './config.ts';
import type { LayerSite } from './site.ts';
import { type Slot, slotsOf } from './slots.ts';

/** A program that an edit may change, and what is known of it. */
export interface Editing {
  readonly program: Program;
  readonly task: TaskShape;
  readonly rng: Rng;
  readonly sites: readonly LayerSite[];
}

/** One kind of mutation. */
export interface EditKind {
  readonly name: string;
  /**
   * Changes the program in place at a random spot.
   * @returns what it did; nothing when it found no spot, and then nothing changed
   */
  apply(editing: Editing): Edit | undefined;
}

/** A value of a layer's setting that can be changed where it is written. */
export interface Setting<T> {
  readonly site: LayerSite;
  readonly key: string;
  readonly value: T;
  readonly slot: Slot;
}

/** The numbers that the layers of a program (but the output) have for any of these settings. */
export const numbersOf = (editing: Editing, keys: readonly string[]): readonly Setting<number>[] =>
  settingsOf(editing, keys).filter((each): each is Setting<number> => typeof each.value === 'number');

export const stringsOf = (editing: Editing, keys: readonly string[]): readonly Setting<string>[] =>
  settingsOf(editing, keys).filter((each): each is Setting<string> => typeof each.value === 'string');

const settingsOf = ({ program, sites }: Editing, keys: readonly string[]): readonly Setting<unknown>[] =>
  sites
    .filter(({ isOutput }) => !isOutput)
    .flatMap((site) =>
      keys.flatMap((key) => {
        const property = propertyOf(site.config, key);
        const slots = property ? slotsOf(program, property.value) : [];
        return slots.map((slot) => ({ site, key, value: slot[0].value, slot }));
      }),
    );

/** A setting was given another value. */
export const changed = <T extends number | string>({ site, key, value }: Setting<T>, to: T): Edit => ({
  kind: 'set',
  layer: site.factory,
  key,
  from: value,
  to,
});

/** One of the items, or nothing when there are none. */
export const pickAny = <T>(rng: Rng, items: readonly T[]): T | undefined =>
  items.length === 0 ? undefined : rng.pick(items);
