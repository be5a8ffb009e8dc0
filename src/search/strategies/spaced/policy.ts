import type { Rng } from '../../random/rng.ts';
import { choose, untilNetwork } from '../../spaces/choose.ts';
import { ABSENT, type Genotype, type Space } from '../../spaces/space.ts';
import { sample } from '../../spaces/vary.ts';

/** A number for each option of each slot. */
export type Logits = readonly (readonly number[])[];

export const zeros = ({ slots }: Space): Logits => slots.map(({ options }) => options.map(() => 0));

/** @returns probabilities; the sum is 1 */
export function softmax(logits: readonly number[]): readonly number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Each choice that applies is drawn by its own logits. */
export function draw(space: Space, logits: Logits, rng: Rng): Genotype {
  const drawn = untilNetwork(space, () =>
    choose(space, (_, at) =>
      rng.pickWeighted(softmax(logits[at] ?? []).map((weight, option) => [option, weight] as const)),
    ),
  );
  return drawn ?? sample(space, rng);
}

/** Logarithm of the probability of all choices that were made. */
export const logProbability = (logits: Logits, genotype: Genotype): number =>
  genotype.reduce(
    (sum, choice, at) =>
      choice === ABSENT ? sum : sum + Math.log(softmax(logits[at] ?? [])[choice] ?? Number.NaN),
    0,
  );

/** Its gradient by the logits: at a choice that was made 1 - p for the option taken and -p for the others, else 0. */
export const gradient = (logits: Logits, genotype: Genotype): Logits =>
  logits.map((slot, at) => {
    if (genotype[at] === ABSENT) return slot.map(() => 0);
    return softmax(slot).map((probability, option) => (genotype[at] === option ? 1 : 0) - probability);
  });
