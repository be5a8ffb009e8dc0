import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { parseSpec } from '../spec/spec.ts';
import { specFromHash, specToHash } from '../spec/url.ts';
import { ScriptedRng } from '../testing/scriptedRng.ts';
import { terseQuestion } from './ask.ts';
import { KINDS, LLMATIC_KINDS, type Weights, allowed, drawKind } from './weights.ts';

const TASK = { inputShape: [40, 1], classes: 10 };
const parent = (id: number) => ({ id, source: 'a', params: 10, valAccuracy: 0.5 });

describe('weights of kinds of prompt', () => {
  it('leave the draw as it is while all are as usual', () => {
    expect(drawKind(LLMATIC_KINDS, {}, new ScriptedRng([4]))).toBe(LLMATIC_KINDS[4]);
    expect(drawKind(LLMATIC_KINDS, { grow: 1 }, new ScriptedRng([4]))).toBe(LLMATIC_KINDS[4]);
  });

  it('are missing in a run that an earlier version kept, which goes on as it was', () => {
    const missing = undefined as unknown as Weights;
    expect(drawKind(LLMATIC_KINDS, missing, new ScriptedRng([4]))).toBe(LLMATIC_KINDS[4]);
    expect(allowed(LLMATIC_KINDS, missing)).toEqual(LLMATIC_KINDS);
  });

  it('share the draw among the kinds', () => {
    const only = Object.fromEntries(LLMATIC_KINDS.map((kind) => [kind, 0]));
    const weights = { ...only, grow: 1, widen: 3 };
    // grow has the first quarter, widen the rest.
    expect(drawKind(LLMATIC_KINDS, weights, new ScriptedRng([], [0.24]))).toBe('grow');
    expect(drawKind(LLMATIC_KINDS, weights, new ScriptedRng([], [0.25]))).toBe('widen');
  });

  it('hold for what the small model is asked for', () => {
    const never = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
    const asked = (weights: object) => {
      const rng = new Rng(1);
      return Array.from(
        { length: 200 },
        () =>
          terseQuestion({ task: TASK, parents: [parent(1), parent(2)] }, rng, undefined, weights).instruction,
      );
    };
    expect(new Set(asked({ ...never, deepen: 2 }))).toEqual(new Set(['deepen']));
    expect(asked({ improve: 0 })).not.toContain('improve');
    // By itself an improvement is asked for in 70 % of the turns; at double weight in 1.4 of 1.7, which is 82 %.
    const share = asked({ improve: 2 }).filter((each) => each === 'improve').length / 200;
    expect(share).toBeGreaterThan(0.74);
    expect(share).toBeLessThan(0.9);
  });

  it('are part of the specification and of its link', () => {
    const strategy = { id: 'llmatic', weights: { shrink: 0, widen: 2 }, requestPrompt: '{parents} & {wish}' };
    const parsed = parseSpec({ strategy });
    if (!parsed.ok) throw new Error(parsed.error);
    const hash = specToHash(parsed.value);
    expect(hash).toContain('weights=shrink:0,widen:2');
    const again = specFromHash(hash);
    expect(again.ok && again.value.strategy).toMatchObject(strategy);
  });

  it('that leave nothing to ask for, and words that could not be answered, are refused with the reason', () => {
    const none = Object.fromEntries(LLMATIC_KINDS.map((kind) => [kind, 0]));
    expect(parseSpec({ strategy: { id: 'llmatic', weights: none } })).toMatchObject({
      ok: false,
      error: expect.stringContaining('leaves no kind of prompt') as string,
    });
    expect(parseSpec({ strategy: { id: 'llmatic', requestPrompt: '{parents}' } })).toMatchObject({
      ok: false,
      error: expect.stringContaining('must hold {wish}') as string,
    });
    expect(parseSpec({ strategy: { id: 'evoprompting', requestPrompt: '{wish}' } })).toMatchObject({
      ok: false,
      error: expect.stringContaining(
        '{wish} stands for nothing; there are {parents}, {target}, {task}, {notes}, {limits}',
      ) as string,
    });
  });
});
