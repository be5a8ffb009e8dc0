import { describe, expect, it } from 'vitest';
import type { Arm, RunEvent } from '../../search/domain.ts';
import { foldRun } from '../../search/run/fold.ts';
import { defaultSpec, parseSpec } from '../../search/spec/spec.ts';
import { anArchitecture, aScore } from '../../search/testing/architectures.ts';
import { armsProgress, remainingMs, statusSentence } from './progress.ts';
import { bestOf, scoredPoints } from './scored.ts';

const started: RunEvent = {
  at: 0,
  kind: 'started',
  spec: { ...defaultSpec(), workers: 2, budget: { unit: 'evaluations', count: 3 } },
  task: { inputShape: [40, 1], classes: 10 },
};
const asked = (id: number, arm: 'search' | 'baseline', at: number): RunEvent => ({
  at,
  kind: 'asked',
  knew: 0,
  candidate: { id, arm, source: '', origin: { kind: 'sampled' } },
});
const finished = (id: number, at: number): RunEvent => ({
  at,
  kind: 'finished',
  id,
  outcome: { kind: 'scored', params: 1, flops: 1, activationBytes: 1, ...aScore(0.8) },
});

const events: RunEvent[] = [
  started,
  asked(1, 'search', 0),
  asked(2, 'baseline', 0),
  finished(1, 1000),
  finished(2, 3000),
  asked(3, 'search', 3000),
  { at: 3000, kind: 'compiled', id: 3, architecture: anArchitecture('a') },
  { at: 3100, kind: 'training', id: 3, trainer: 1 },
];

describe('progress', () => {
  it('counts what has finished on each arm', () => {
    expect(armsProgress(foldRun(events))).toEqual([
      { arm: 'search', finished: 1, total: 3, fraction: 1 / 3 },
      { arm: 'baseline', finished: 1, total: 3, fraction: 1 / 3 },
    ]);
  });

  it('expects four more of two seconds each on two trainers to take four seconds', () => {
    expect(remainingMs(foldRun(events))).toBe(4000);
    expect(remainingMs(foldRun([started]))).toBeUndefined();
  });

  it('knows not how long a person takes, and says who is waited for', () => {
    const chat = parseSpec({ strategy: { id: 'chat' } });
    if (!chat.ok) throw new Error(chat.error);
    const run = foldRun([{ ...started, spec: chat.value }, asked(1, 'search', 0), finished(1, 1000)]);
    expect(remainingMs(run)).toBeUndefined();
    expect(statusSentence(run, undefined, undefined)).toBe('Waiting for you to ask for a network. ');
  });

  it('says what goes on in a sentence', () => {
    const sentence = (list: readonly RunEvent[]) => {
      const run = foldRun(list);
      const of = (arm: Arm) => bestOf(scoredPoints(run.candidates).filter((point) => point.arm === arm));
      return statusSentence(run, of('search'), of('baseline'));
    };
    expect(sentence([])).toMatch(/^Ready/);
    expect(sentence(events)).toBe('Training candidate 3 of 6. Best so far: 80.0\u00a0% (candidate 1).');
    expect(sentence([...events, { at: 9, kind: 'ended', reason: 'stopped' }])).toMatch(
      /^Stopped; 3 candidates tried/,
    );
  });
});
