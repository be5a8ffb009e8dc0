/** Runs in a few words, for tests of what lessons look for. */
import type { Arm, Origin, Outcome, RunEvent } from '../../search/domain.ts';
import { type RunSnapshot, foldRun } from '../../search/run/fold.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import { aScore } from '../../search/testing/architectures.ts';

export type Happening = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never;

export const scored = (valAccuracy: number): Outcome => ({
  kind: 'scored',
  params: 1,
  flops: 1,
  activationBytes: 1,
  ...aScore(valAccuracy),
});

export const started = (spec: object = {}, labelCounts?: readonly number[]): Happening => {
  const parsed = parseSpec(spec);
  if (!parsed.ok) throw new Error(parsed.error);
  return {
    kind: 'started',
    spec: parsed.value,
    task: { inputShape: [40, 1], classes: 10, ...(labelCounts && { labelCounts }) },
  };
};

export const asked = (id: number, arm: Arm = 'search', origin: Origin = { kind: 'sampled' }): Happening => ({
  kind: 'asked',
  knew: 0,
  candidate: { id, arm, source: '', origin },
});

export const finished = (id: number, outcome: Outcome): Happening => ({ kind: 'finished', id, outcome });

export const aRun = (...events: Happening[]): RunSnapshot =>
  foldRun(events.map((event, at) => ({ ...event, at }) as RunEvent));
