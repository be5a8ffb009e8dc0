import { describe, expect, it } from 'vitest';
import type { Arm, Outcome } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { anArchitecture } from '../../search/testing/architectures.ts';
import { twinOf } from './twin.ts';

const record = (id: number, arm: Arm, hash: string, outcome?: Outcome): CandidateRecord => ({
  candidate: { id, arm, source: '', origin: { kind: 'sampled' } },
  askedAt: 0,
  curve: [],
  architecture: anArchitecture(hash),
  ...(outcome && { outcome }),
});
const hashOf = (name: string) => anArchitecture(name).hash;

describe('the twin of a network', () => {
  it('is the candidate of the search with the same graph, also while that is in training', () => {
    const records = [record(1, 'search', 'a'), record(2, 'search', 'b')];
    expect(twinOf(records, hashOf('b'))).toBe(2);
    expect(twinOf(records, hashOf('c'))).toBeUndefined();
  });

  it('is none of random search beside it, which counts its own', () => {
    expect(twinOf([record(1, 'baseline', 'a')], hashOf('a'))).toBeUndefined();
  });

  it('is none whose training broke off, for it may be tried again', () => {
    const failed: Outcome = { kind: 'failed', reason: 'trainer-lost', message: '' };
    expect(twinOf([record(1, 'search', 'a', failed)], hashOf('a'))).toBeUndefined();
    expect(twinOf([record(1, 'search', 'a', { kind: 'cancelled' })], hashOf('a'))).toBeUndefined();
  });
});
