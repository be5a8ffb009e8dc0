import { expect, it } from 'vitest';
import type { CandidateRecord } from '../../../search/run/fold.ts';
import { islandLanes } from './islands.ts';

it('parts the candidates by the island they were bred on; the baseline has none', () => {
  const records: readonly CandidateRecord[] = [0, undefined, 2, 0].map((island, i) => ({
    candidate: {
      id: i + 1,
      arm: island === undefined ? 'baseline' : 'search',
      source: '',
      origin: { kind: 'sampled' },
      ...(island !== undefined && { island }),
    },
    askedAt: 0,
    curve: [],
  }));
  expect(islandLanes(records, 3)).toEqual([[1, 4], [], [3]]);
});
