import { describe, expect, it } from 'vitest';
import type { Switches } from '../../spec/spec.ts';
import { Rng } from '../../random/rng.ts';
import { evaluated, written } from '../../testing/evaluated.ts';
import { aContext, never, scored, scriptedProposer } from '../../testing/strategyContract.ts';
import { applyNote } from '../notes.ts';
import { ModelWriter } from '../writer.ts';
import { PromptAids } from './aids.ts';

const OFF: Switches = {
  islands: 1,
  migrationEvery: 20,
  resetEvery: 60,
  examples: 'as-published',
  failures: false,
  bandit: false,
  scratchpad: false,
};

function setUp(switches: Partial<Switches>) {
  const context = aContext(1, scriptedProposer(['- Rule one.\n- Rule two.']));
  const aids = new PromptAids({ ...OFF, ...switches }, context, new ModelWriter(context));
  return { aids, context, view: () => context.notes.reduce(applyNote, {}).switches };
}

describe('aids to a prompt', () => {
  it('leave everything as it is when all are off, chance included', async () => {
    const { aids, context } = setUp({});
    for (let id = 1; id <= 12; id++) aids.tell(evaluated(id, written([]), scored(0.5)));
    await aids.prepare(never);
    const shown = [{ id: 1, source: '', params: 1, valAccuracy: 0.9 }];
    expect(aids.arrange(shown, [])).toBe(shown);
    expect(aids.pick('temperature', [0.2, 1], () => 0.7)).toBe(0.7);
    expect(aids.words).toBe('');
    expect(context.rng.float()).toBe(new Rng(1).float());
    expect(context.notes).toEqual([]);
  });

  it('reward what made a child better than the best of its parents, and nothing else', () => {
    const { aids, view } = setUp({ bandit: true });
    aids.tell(evaluated(1, { kind: 'sampled' }, scored(0.5)));
    aids.tell(evaluated(2, written([1], { instruction: 'widen', temperature: 0.2 }), scored(0.6)));
    aids.tell(evaluated(3, written([1, 2], { instruction: 'widen', temperature: 1 }), scored(0.55)));
    aids.tell(evaluated(4, written([1], { instruction: 'shrink', temperature: 1 }), scored(0.5)));
    aids.tell(
      evaluated(5, written([1], { instruction: 'shrink', temperature: 1 }), { kind: 'duplicate', of: 1 }),
    );
    aids.tell(
      evaluated(6, written([1], { temperature: 0.2 }), {
        kind: 'rejected',
        fault: { kind: 'shape', message: '' },
      }),
    );
    aids.tell(
      evaluated(7, written([1], { temperature: 0.2 }), { kind: 'screened', stage: 'size', message: '' }),
    );
    expect(view()?.bandits).toEqual({
      instruction: [
        { option: 'widen', tries: 2, meanReward: 0.5 },
        { option: 'shrink', tries: 2, meanReward: 0 },
      ],
      temperature: [
        { option: 0.2, tries: 3, meanReward: 1 / 3 },
        { option: 1, tries: 3, meanReward: 0 },
      ],
    });
  });

  it('give no credit for what comes from another island, and full credit for mending what is invalid', () => {
    const { aids, view } = setUp({ bandit: true });
    aids.tell(evaluated(8, written([7], { temperature: 1 }), scored(0.9)));
    expect(view()).toBeUndefined();
    aids.tell(
      evaluated(9, written([8], { temperature: 1 }), {
        kind: 'rejected',
        fault: { kind: 'shape', message: '' },
      }),
    );
    aids.tell(evaluated(10, written([9], { temperature: 0.2 }), scored(0.1)));
    expect(view()?.bandits.temperature).toEqual([
      { option: 1, tries: 1, meanReward: 0 },
      { option: 0.2, tries: 1, meanReward: 1 },
    ]);
  });

  it('choose by what was rewarded, kinds of prompt and temperatures apart', () => {
    const { aids } = setUp({ bandit: true });
    aids.tell(evaluated(1, { kind: 'sampled' }, scored(0.5)));
    for (const [id, instruction, accuracy] of [
      [2, 'widen', 0.6],
      [3, 'shrink', 0.4],
    ] as const)
      aids.tell(evaluated(id, written([1], { instruction, temperature: 0.2 }), scored(accuracy)));
    const own = () => {
      throw new Error('the bandit chooses');
    };
    expect(aids.pick('instruction', ['widen', 'shrink'], own)).toBe('widen');
    expect(aids.pick('temperature', [0.2, 1], own)).toBe(1);
  });

  it('say what was tried and the rules, each when it is switched on', async () => {
    const wordsOf = async (switches: Partial<Switches>) => {
      const { aids } = setUp(switches);
      for (let id = 1; id <= 10; id++) aids.tell(evaluated(id, written([]), scored(0.5)));
      await aids.prepare(never);
      return aids.words.match(/^.+:$/gm);
    };
    expect(await wordsOf({ failures: true })).toEqual(['What was tried lately:']);
    expect(await wordsOf({ scratchpad: true })).toEqual(['Rules from earlier networks:']);
    expect(await wordsOf({ failures: true, scratchpad: true })).toEqual([
      'What was tried lately:',
      'Rules from earlier networks:',
    ]);
  });

  it('know what came before they were switched on', () => {
    const { aids } = setUp({});
    aids.tell(evaluated(1, written([]), scored(0.5)));
    aids.adjust({ ...OFF, failures: true });
    expect(aids.words).toContain('50.0 % validation accuracy');
  });
});
