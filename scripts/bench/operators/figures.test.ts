import { expect, test } from 'vitest';
import type { Origin, Outcome, RunEvent } from '../../../src/search/domain.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { parseSpec } from '../../../src/search/spec/spec.ts';
import { aScore } from '../../../src/search/testing/architectures.ts';
import { figuresOf } from './figures.ts';

const SAMPLED: Origin = { kind: 'sampled' };
const WRITTEN: Origin = {
  kind: 'written',
  parents: [1],
  model: 'nas-coder',
  prompt: '',
  reply: '',
  temperature: 0.7,
  tokens: 40,
  writeMs: 500,
};
const scored = (accuracy: number): Outcome => ({
  kind: 'scored',
  params: 10,
  flops: 20,
  activationBytes: 40,
  ...aScore(accuracy),
});

function specOf(strategy: string) {
  const spec = parseSpec({
    strategy: { id: strategy },
    baseline: false,
    budget: { unit: 'evaluations', count: 5 },
    workers: 1,
    seed: 3,
  });
  if (!spec.ok) throw new Error(spec.error);
  return spec.value;
}

/** Two of a first population and three later ones, ten seconds each, of which a trainer is busy for eight. */
function runOf(outcomes: readonly Outcome[], more: readonly RunEvent[] = []) {
  const events: RunEvent[] = [
    { at: 0, kind: 'started', spec: specOf('llm'), task: { inputShape: [40, 1], classes: 10 } },
    ...outcomes.flatMap((outcome, i): RunEvent[] => {
      const [id, at] = [i + 1, 10_000 * i];
      const candidate = {
        id,
        arm: 'search',
        source: `${id}`,
        origin: id <= 2 ? SAMPLED : WRITTEN,
      } as const;
      const training: RunEvent[] =
        outcome.kind === 'scored' ? [{ at: at + 2000, kind: 'training', id, trainer: 1 }] : [];
      return [
        { at, kind: 'asked', candidate, knew: 0 },
        ...training,
        { at: at + 10_000, kind: 'finished', id, outcome },
      ];
    }),
    ...more,
    { at: 60_000, kind: 'ended', reason: 'budget' },
  ];
  return foldRun(events);
}

test('a search is summed up by its best, its means and its shares', () => {
  const outcomes: Outcome[] = [
    scored(0.25),
    scored(0.5),
    scored(0.75),
    { kind: 'duplicate', of: 1 },
    { kind: 'rejected', fault: { kind: 'shape', message: 'No fit.' } },
  ];
  const figures = figuresOf(runOf(outcomes), 2);
  expect(figures).toMatchObject({
    strategy: 'llm',
    seed: 3,
    proposals: 5,
    bestAccuracy: 0.75,
    meanAccuracy: 0.5,
    laterAccuracy: 0.75,
    rejected: 0.2,
    duplicates: 0.2,
    written: 3,
    minutes: 1,
  });
  // 24 of the 50 s in which there was something left to train; after the last candidate nothing is waited for.
  expect(figures.waitShare).toBeCloseTo(1 - 24 / 50, 10);
});

test('nothing after the first population has no mean', () => {
  expect(figuresOf(runOf([scored(0.25), scored(0.5)]), 2).laterAccuracy).toBeNull();
});

test('a search whose model was away is no measure of the model', () => {
  const message = 'No language model is loaded.';
  const notice = { at: 50_000, kind: 'notice', notice: { level: 'warning', message } } as const;
  expect(() => figuresOf(runOf([scored(0.5)], [notice]), 2)).toThrow(message);
});

test('a search that scored nothing or did not end is refused', () => {
  expect(() => figuresOf(runOf([{ kind: 'duplicate', of: 1 }]), 2)).toThrow('scored nothing');
  expect(() => figuresOf(foldRun([]), 2)).toThrow('did not end');
});
