import { describe, expect, it } from 'vitest';
import type { Known } from './ask.ts';
import { chatEvoQuestion, targetOf, terseEvoQuestion } from './evoPrompt.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

const known = (id: number, params: number, valAccuracy: number, source = `/* program ${id} */`): Known => ({
  id,
  source,
  params,
  valAccuracy,
});

describe('the target of an EvoPrompting prompt', () => {
  it('is nine tenths of the smallest size, to the nearest hundred, and 1.02 times the best accuracy', () => {
    // 0.9 · 5,210 = 4,689; 1.02 · 0.905 = 0.9231.
    expect(targetOf([known(1, 5210, 0.905), known(2, 15210, 0.66)])).toEqual({
      params: 4700,
      valAccuracy: 0.923,
    });
  });

  it('asks for no more than everything right, and for no network of nothing', () => {
    expect(targetOf([known(1, 40, 0.99)])).toEqual({ params: 100, valAccuracy: 1 });
  });
});

describe('an EvoPrompting prompt', () => {
  it('heads each parent with its metrics, and opens a program that is to have the target’s', () => {
    const { prompt, parents } = chatEvoQuestion(TASK, [known(3, 15210, 0.66), known(7, 5210, 0.905)], '');
    expect(parents).toEqual([3, 7]);
    expect(prompt.user).toContain(
      [
        "/* metrics: {'num_params': '15210', 'val_accuracy': '0.660'} */\n/* program 3 */",
        "/* metrics: {'num_params': '5210', 'val_accuracy': '0.905'} */\n/* program 7 */",
        "/* metrics: {'num_params': '4700', 'val_accuracy': '0.923'} */\nexport default function build(tf, inputShape, numClasses) {",
      ].join('\n\n'),
    );
  });

  it('tells a model that converses what else it should know', () => {
    expect(
      chatEvoQuestion(TASK, [known(1, 1000, 0.5)], 'Rules from earlier networks:').prompt.user,
    ).toContain('\n\nRules from earlier networks:\n\n');
  });

  it('is in marks for the small model, the best parent last', () => {
    const { prompt, parents } = terseEvoQuestion(TASK, [known(7, 5210, 0.905), known(3, 15210, 0.66)]);
    expect(parents).toEqual([3, 7]);
    expect(prompt.user).toBe(
      '<|task|>40x1 10<|parent|>66% 15000\n/*program 3*/\n<|parent|>91% 5200\n/*program 7*/\n<|target|>92% 4700<|child|>',
    );
  });

  it('leaves the small model room to answer', () => {
    const long = 'x'.repeat(2000);
    const { parents } = terseEvoQuestion(TASK, [known(1, 900, 0.9, long), known(2, 800, 0.5, long)]);
    expect(parents).toEqual([1]);
  });
});
