import { describe, expect, it } from 'vitest';
import type { Arm, Candidate, Origin, Outcome, TaskShape } from '../domain.ts';
import { lessonCandidates } from './lessonCandidates.ts';
import { lessonsOf } from './lessons.ts';

const TASK: TaskShape = { inputShape: [40, 1], classes: 10 };
const program = (id: number) =>
  `export default (tf, s, n) => tf.sequential({ layers: [tf.layers.dense({ units: ${id} })] });`;

const scored = (valAccuracy: number, params: number): Outcome => ({
  kind: 'scored',
  valAccuracy,
  params,
  flops: 1,
  activationBytes: 1,
  valLoss: 1,
  bestEpoch: 1,
  epochs: 1,
  steps: 1,
  trainMs: 1,
  buildMs: 1,
  peakBytes: 1,
});
const SAMPLED: Origin = { kind: 'sampled' };
const REJECTED: Outcome = { kind: 'rejected', fault: { kind: 'shape', message: 'No.' } };
const mutated = (parent: number): Origin => ({ kind: 'mutated', parent, edits: [] });
const written = (...parents: number[]): Origin => ({
  kind: 'written',
  parents,
  model: 'nas-coder',
  prompt: '',
  reply: '',
  temperature: 1,
  tokens: 1,
  writeMs: 1,
});

type Row = readonly [origin: Origin, outcome?: Outcome, arm?: Arm];

/** Candidates 1, 2, 3 … */
const recordsOf = (...rows: readonly Row[]) =>
  rows.map(([origin, outcome, arm = 'search'], i) => {
    const candidate: Candidate = { id: i + 1, arm, origin, source: program(i + 1) };
    return { candidate, ...(outcome && { outcome }) };
  });
const idsOf = (records: Parameters<typeof lessonCandidates>[0]) =>
  lessonCandidates(records).map(({ candidate }) => candidate.id);

/** The lesson whose reply is candidate `id`. */
function lessonOf(records: Parameters<typeof lessonsOf>[1], id: number) {
  const { taught, keptBack } = lessonsOf(TASK, records, 1);
  return [...taught, ...keptBack].find(({ reply }) => reply.includes(`units: ${id} }`));
}

describe('a run teaches', () => {
  it('by what scored and was not chosen as a parent', () => {
    const records = recordsOf(
      [SAMPLED, scored(0.5, 100)],
      [SAMPLED, scored(0.4, 200)],
      [mutated(1), scored(0.6, 300)],
      [written(1, 3), REJECTED],
      [SAMPLED, { kind: 'duplicate', of: 1 }],
      [SAMPLED, { kind: 'failed', reason: 'diverged', message: 'No.' }],
      [SAMPLED],
      [written(2), scored(0.2, 10)],
    );
    expect(idsOf(records)).toEqual([8]);
    // The control: without the children, their parents are losers too.
    expect(idsOf(records.slice(0, 3))).toEqual([2, 3]);
  });

  it('by nothing that the baseline found', () => {
    const records = recordsOf([SAMPLED, scored(0.5, 100), 'baseline'], [SAMPLED, scored(0.5, 100)]);
    expect(idsOf(records)).toEqual([2]);
  });
});

describe('a lesson', () => {
  const records = recordsOf(
    [SAMPLED, scored(0.9, 100)],
    [SAMPLED, scored(0.4, 200)],
    [written(1, 2), scored(0.55, 12_345)],
    [SAMPLED, REJECTED],
    [written(4), scored(0.31, 77)],
    [SAMPLED, scored(0.2, 10)],
  );

  it('shows the parents, worst first, and the child’s own figures as the target', () => {
    const lesson = lessonOf(records, 3);
    const parts = lesson?.prompt.user.match(/<\|\w+\|>[^\n<]*/g);
    expect(parts).toEqual([
      '<|task|>40x1 10',
      '<|parent|>40% 200',
      '<|parent|>90% 100',
      '<|target|>55% 12000',
      '<|child|>',
    ]);
    const { user = '' } = lesson?.prompt ?? {};
    expect(user.indexOf('units: 2 }')).toBeLessThan(user.indexOf('units: 1 }'));
    expect(user).not.toContain('units: 3 }');
  });

  it('is nothing but a task and a target where there is no scored parent', () => {
    expect(lessonOf(records, 6)?.prompt.user).toBe('<|task|>40x1 10<|target|>20% 10<|child|>');
    expect(lessonOf(records, 5)?.prompt.user).toBe('<|task|>40x1 10<|target|>31% 77<|child|>');
  });

  it('is answered in the style in which prompts are written', () => {
    const loosely = records.map((record) => {
      const { candidate } = record;
      return {
        ...record,
        candidate: { ...candidate, source: candidate.source.replace('[tf', '[\n\n   tf') },
      };
    });
    expect(loosely[5]?.candidate.source).not.toBe(records[5]?.candidate.source);
    expect(lessonOf(loosely, 6)).toEqual(lessonOf(records, 6));
  });
});

describe('of all lessons', () => {
  const sampled = (count: number) =>
    recordsOf(...Array.from({ length: count }, (_, i): Row => [SAMPLED, scored(i / count, 10)]));
  const replies = (count: number, seed: number) => {
    const { taught, keptBack } = lessonsOf(TASK, sampled(count), seed);
    return { taught: taught.map(({ reply }) => reply), keptBack: keptBack.map(({ reply }) => reply) };
  };

  it('about a fifth is kept back, and none is lost or taught twice', () => {
    const { taught, keptBack } = replies(400, 1);
    expect(new Set([...taught, ...keptBack]).size).toBe(400);
    expect(taught.length + keptBack.length).toBe(400);
    // Four standard deviations of 400 draws at 0.2.
    expect(Math.abs(keptBack.length - 80)).toBeLessThan(32);
  });

  it('none that was taught is kept back when the run has gone on', () => {
    const early = replies(40, 1);
    const late = replies(80, 1);
    expect(early.keptBack.filter((reply) => !late.keptBack.includes(reply))).toEqual([]);
    expect(early.taught.filter((reply) => late.keptBack.includes(reply))).toEqual([]);
  });

  it('one at least is kept back, however few there are', () => {
    const counts = Array.from({ length: 50 }, (_, seed) => replies(8, seed).keptBack.length);
    expect(Math.min(...counts)).toBe(1);
  });

  it('the seed says which', () => {
    expect(replies(20, 1)).toEqual(replies(20, 1));
    expect(replies(20, 1).keptBack).not.toEqual(replies(20, 2).keptBack);
  });
});
