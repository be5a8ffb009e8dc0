import { expect, it } from 'vitest';
import type { Origin, Outcome } from '../../search/domain.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';
import { writtenTally } from './written.ts';

const record = (id: number, origin: Origin, outcome?: Outcome): CandidateRecord => ({
  candidate: { id, arm: 'search', source: '', origin },
  askedAt: 0,
  curve: [],
  ...(outcome && { outcome }),
});
const written = (tokens: number, writeMs: number): Origin => ({
  kind: 'written',
  parents: [],
  model: 'm',
  prompt: '',
  reply: '',
  temperature: 1,
  tokens,
  writeMs,
});
const rejected: Outcome = { kind: 'rejected', fault: { kind: 'syntax', message: '' } };
const failed: Outcome = { kind: 'failed', reason: 'diverged', message: '' };

it('counts what a model wrote by what became of it, and how fast it wrote', () => {
  const tally = writtenTally([
    record(1, { kind: 'sampled' }, failed),
    record(2, written(100, 2000), rejected),
    record(3, written(200, 2000), { kind: 'duplicate', of: 1 }),
    record(4, written(300, 2000), failed),
    record(5, written(400, 2000)),
  ]);
  // 600 tokens in 6 s; a network that diverges is a network.
  expect(tally).toEqual({ written: 3, valid: 2, fresh: 1, tokensPerSecond: 100 });
});

it('knows no speed before the first reply', () => {
  expect(writtenTally([])).toEqual({ written: 0, valid: 0, fresh: 0 });
});
