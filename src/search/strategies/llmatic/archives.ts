import type { Point } from '../../archive/cvt.ts';
import type { Rng } from '../../random/rng.ts';
import { Networks } from './networks.ts';
import { Prompts } from './prompts.ts';

export interface Archives {
  readonly networks: Networks;
  readonly prompts: Prompts;
}

/** Gives the centroids of so many niches. */
export type Layout = (niches: number, rng: Rng) => readonly Point[];

/**
 * Both archives with so many niches each, and in them what was in the earlier ones. The released code has one layout for
 * both; here each has its own.
 */
export function laidOut(niches: number, layout: Layout, rng: Rng, earlier?: Archives): Archives {
  const ofNetworks = layout(niches, rng.fork('networks').fork(niches));
  const ofPrompts = layout(niches, rng.fork('prompts').fork(niches));
  return {
    networks: earlier?.networks.laidOut(ofNetworks) ?? new Networks(ofNetworks),
    prompts: earlier?.prompts.laidOut(ofPrompts) ?? new Prompts(ofPrompts),
  };
}
