/** Which networks are trained, so that the GPT over layers sees what good ones look like. */
import type { TaskShape } from '../../src/search/domain.ts';
import { Rng } from '../../src/search/random/rng.ts';
import { genomeOf, spell } from '../../src/search/strategies/gptnas/corpus.ts';
import { randomGenome } from '../../src/search/strategies/gptnas/genome.ts';
import { render } from '../../src/search/strategies/gptnas/render.ts';

const MNIST1D: TaskShape = { inputShape: [40, 1], classes: 10 };

/** From the shortest of our own preset, 3, up into the paper's range of 10 to 20; few longer ones fit the page's limits. */
const BLOCKS = { min: 3, max: 12 };

/** The first `count` networks of the plan as the corpus spells them, all different; a longer plan begins with a shorter one. */
export function planned(count: number): readonly string[] {
  const rng = new Rng('pretrain-layers');
  const plan = new Set<string>();
  while (plan.size < count) plan.add(spell(randomGenome(rng, MNIST1D, BLOCKS.min, BLOCKS.max)));
  return [...plan];
}

/** The program of a network that `planned` gave. */
export const programOf = (spelt: string): string => render(genomeOf(spelt), MNIST1D);
