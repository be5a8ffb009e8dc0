import type { StrategyContext } from '../../ports.ts';
import type { LlmaticSpec } from '../../spec/spec.ts';
import type { Archives } from './archives.ts';

/** Children that a warm-up may take for each network and prompt that is to be in the archives. */
const MOST_CHILDREN = 3;

/**
 * The warm-up, which makes children of the initial network. It ends when the archives hold as many networks and prompts
 * as they should, or else after so many children, since a model may never write what would fill them.
 */
export class WarmUp {
  #children = 0;
  #isOver = false;

  count(children: number): void {
    this.#children += children;
  }

  /** @param notice is told when it ends unfilled */
  isOver(spec: LlmaticSpec, archives: Archives, notice: StrategyContext['notice']): boolean {
    if (this.#isOver) return true;
    const { networks, prompts } = progressOf(spec, archives);
    const isFilled = networks.are >= networks.need && prompts.are >= prompts.need;
    const isGivenUp = !isFilled && this.#children >= MOST_CHILDREN * (networks.need + prompts.need);
    if (isGivenUp)
      notice({
        level: 'info',
        message: {
          kind: 'warm-up-unfilled',
          children: this.#children,
          networks: networks.are,
          networksWanted: networks.need,
          prompts: prompts.are,
          promptsWanted: prompts.need,
        },
      });
    return (this.#isOver = isFilled || isGivenUp);
  }
}

/**
 * Of networks no more are needed than there are niches, of prompts no more than there are niches at the temperature to
 * start with, which all prompts of a warm-up have. An ablation needs nothing in the archive that it does without.
 */
function progressOf(
  { variant, niches, temperature, warmNetworks, warmPrompts }: LlmaticSpec,
  { networks, prompts }: Archives,
) {
  return {
    networks: {
      are: networks.size,
      need: variant === 'prompt-archive' ? 0 : Math.min(warmNetworks, niches),
    },
    prompts: {
      are: prompts.size,
      need: variant === 'network-archive' ? 0 : Math.min(warmPrompts, prompts.reachAt(temperature)),
    },
  };
}
