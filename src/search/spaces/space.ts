/** Search spaces in one form: a list of categorical choices, some of which depend on earlier ones. */
import type { TaskShape } from '../domain.ts';

export type SpaceId = 'chain' | 'branched' | 'cell';

/** A choice for each slot as an index into its options; -1 where the slot does not apply. */
export type Genotype = readonly number[];

/** One choice. */
export interface Slot {
  readonly name: string;
  /** At least two, as labels. */
  readonly options: readonly string[];
  /** Whether it is to be made, given the choices before it; always when absent. */
  applies?(before: Genotype): boolean;
}

export interface Space {
  readonly id: SpaceId;
  /** In the order in which they are made. */
  readonly slots: readonly Slot[];
  /** Whether a genotype that answers every slot describes a network; always when absent. */
  describesNetwork?(genotype: Genotype): boolean;
  /** The network as features for a predictor, each 0 or 1, always as many; one-hot by slot when absent. */
  features?(genotype: Genotype): readonly number[];
  /**
   * The network as a candidate's program.
   * @throws RangeError for a task that is neither sequences nor images
   */
  render(genotype: Genotype, task: TaskShape): string;
}

/** Not made. */
export const ABSENT = -1;

/** The choice made at a slot, by its label; undefined where it does not apply. */
export const choiceAt = (space: Space, genotype: Genotype, name: string): string | undefined => {
  const at = space.slots.findIndex((slot) => slot.name === name);
  if (at < 0) throw new RangeError(`${space.id} has no slot ${name}`);
  return space.slots[at]?.options[genotype[at] ?? ABSENT];
};
