import { Rng } from '../random/rng.ts';

/**
 * The seed of a network's weights, batch order and dropout. It hangs on the graph and not on the candidate:
 * whoever proposes a network, on whichever arm, early or late, it gets the same.
 */
export const weightSeed = (runSeed: number, graphHash: string): number =>
  new Rng(runSeed).fork('weights').fork(graphHash).seed();
