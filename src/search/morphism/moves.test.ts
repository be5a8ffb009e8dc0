import { faultInEnglish } from '../faults/english.ts';
import { describe, expect, it } from 'vitest';
import { Rng } from '../random/rng.ts';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import { apply, drawMove } from './moves.ts';
import { type Stages, render, start } from './network.ts';

const task = { inputShape: [40, 1], classes: 10 };

describe('moves', () => {
  it('go on until a network is as large as it may be, with names that differ and programs that are networks', async () => {
    const rng = new Rng('moves');
    const compiler = new QuickJsCompiler();
    let stages: Stages = start(task);
    let made = 0;
    let params = 0;
    for (let move = drawMove(stages, rng); move; move = drawMove(stages, rng)) {
      stages = apply(stages, move);
      made += 1;
      const compiled = await compiler.compile(render(stages, task), task);
      if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
      // Every move adds weights.
      expect(compiled.value.params).toBeGreaterThan(params);
      params = compiled.value.params;
    }
    const blocks = stages.flat();
    expect(blocks.map(({ width }) => width)).toEqual(Array(12).fill(64));
    expect(new Set(blocks.map(({ name }) => name)).size).toBe(12);
    // Nine insertions, a skip for each block but the three that begin a stage, and widenings: 8 to 64 takes three.
    expect(made).toBeGreaterThanOrEqual(9 + 9 + 9);
  });
});
