import { sample } from '../../spaces/vary.ts';
import { type Choice, SpacedStrategy } from './spaced.ts';

/**
 * Random search in a space of choices (Li and Talwalkar 2019), without replacement as far as texts tell: the methods it
 * is the measure of propose no network twice either.
 */
export class SpacedRandomSearch extends SpacedStrategy {
  protected propose(): Choice {
    return this.fresh(() => ({ genotype: sample(this.space, this.context.rng), parents: [] }));
  }

  protected learn(): void {}

  protected forgo(): void {}
}
