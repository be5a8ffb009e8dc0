import { describe, expect, it } from 'vitest';
import type { TaskShape } from '../domain.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { terseChild, terseCrossover, terseImprovement, terseMutation, tersePrompt } from './terse.ts';

const TASK: TaskShape = { inputShape: [28, 28, 1], classes: 10 };
const SMALL = 'export default (tf, s, n) => tf.sequential({ layers: [] });';
const parent = { source: SMALL, valAccuracy: 0.8149, params: 5210 };

describe('a terse prompt', () => {
  it('shows the task, the parent with its metrics, and what is to be done', () => {
    expect(terseMutation(TASK, parent, 'add-residual')).toBe(
      `<|task|>28x28x1 10<|parent|>81% 5200\n${SMALL}\n<|edit|>add a residual connection<|child|>`,
    );
  });

  it('shows both parents of a crossover, in the order given', () => {
    const other = { ...parent, valAccuracy: 0.9, params: 12_345 };
    expect(terseCrossover(TASK, [parent, other])).toBe(
      `<|task|>28x28x1 10<|parent|>81% 5200\n${SMALL}\n<|parent|>90% 12000\n${SMALL}\n<|edit|>combine both<|child|>`,
    );
  });

  it('asks for an eighth of the error where it asks for better', () => {
    // 18.51 % of error become 2.3 %.
    expect(terseImprovement(TASK, [parent])).toMatch(/\n<\|edit\|>improve<\|target\|>98% 5200<\|child\|>$/);
    const better = { ...parent, valAccuracy: 0.9, params: 1000 };
    expect(terseImprovement(TASK, [parent, better])).toMatch(
      /90% 1000\n.+\n<\|target\|>99% 1000<\|child\|>$/,
    );
  });

  it('numbers the names of a parent by their order, as the model was taught', () => {
    const named = { ...parent, source: 'const skip7 = a; const skip = skip7;' };
    expect(terseMutation(TASK, named, 'improve')).toContain('\nconst skip = a;\nconst skip2 = skip;\n');
  });

  it('names the fault of a parent that is none', () => {
    const faulty = { source: SMALL, fault: 'shape' } as const;
    expect(terseMutation(TASK, faulty, 'fix')).toContain('<|parent|>shape\n');
  });

  it('asks for a program from nothing', () => {
    expect(tersePrompt({ task: { inputShape: [40], classes: 3 } })).toBe('<|task|>40 3<|child|>');
  });

  it('leaves out an accuracy that is not known', () => {
    expect(terseMutation(TASK, { source: SMALL, params: 999 }, 'widen')).toContain('<|parent|>1000\n');
  });

  it('writes a parent in the house style, whatever its own', () => {
    const shouted = { ...parent, source: SMALL.replace('[] }', '[] ,\n\n}') };
    expect(terseMutation(TASK, shouted, 'improve')).toBe(terseMutation(TASK, parent, 'improve'));
  });

  it('leaves a parent alone that does not parse', () => {
    const broken = { source: ' export default (tf => \n', fault: 'syntax' } as const;
    expect(terseMutation(TASK, broken, 'fix')).toContain('<|parent|>syntax\nexport default (tf =>\n<|edit|>');
  });

  it('has a wording of its own for each instruction', () => {
    const wordings = Object.values(INSTRUCTIONS);
    expect(new Set(wordings).size).toBe(wordings.length);
  });
});

it('reads the child up to the end token', () => {
  expect(terseChild(`\n${SMALL}\n<|end|>rest`)).toBe(SMALL);
  expect(terseChild(SMALL)).toBe(SMALL);
});
