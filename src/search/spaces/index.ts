import { BRANCHED } from './branched.ts';
import { BENCHMARK, CELL } from './cell.ts';
import { CHAIN } from './chain.ts';
import type { Space, SpaceId } from './space.ts';

/** Every space of choices by its name. */
export const SPACES: Readonly<Record<SpaceId, Space>> = {
  chain: CHAIN,
  branched: BRANCHED,
  cell: CELL,
  benchmark: BENCHMARK,
};
