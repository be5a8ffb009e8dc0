import { describe, expect, it } from 'vitest';
import { MUTATIONS, PROMPT_KINDS, fitTogether, llmaticQuestion } from './llmaticPrompt.ts';

const TASK = { inputShape: [40, 1], classes: 10 };

const shown = (id: number, valAccuracy: number) => ({
  id,
  source: `/* program ${id} */\n`,
  params: 100 * id,
  valAccuracy,
});

const broken = {
  id: 5,
  source: '/* program 5 */',
  fault: { kind: 'shape', message: 'The last layer gives 4 numbers.' },
} as const;

describe('the kinds of LLMatic’s prompts', () => {
  it('are the thirteen of the released code and four of its tests, in this order', () => {
    expect(PROMPT_KINDS).toHaveLength(17);
    expect(PROMPT_KINDS.slice(0, 5)).toEqual(['add-layer', 'delete-layer', 'improve', 'shrink', 'grow']);
    expect(PROMPT_KINDS.slice(13)).toEqual(['widen', 'narrow', 'deepen', 'shallower']);
    expect(new Set(Object.values(MUTATIONS)).size).toBe(17);
  });
});

describe('an LLMatic prompt for a model that converses', () => {
  const ask = (...[wish, words = '']: [Parameters<typeof llmaticQuestion>[1], string?]) =>
    llmaticQuestion(TASK, wish, 'chat', words);

  it('shows the program, without what it scored, and says what to do to it', () => {
    const { prompt, parents, instruction } = ask({ kind: 'widen', parent: shown(2, 0.5) });
    expect(prompt.user).toBe(
      [
        'Inputs have shape [40, 1] and there are 10 classes.',
        '```js\n/* program 2 */\n```',
        'Make the layers of this network wider. Write the whole program.',
      ].join('\n\n'),
    );
    expect(prompt.system).toContain('export default function build');
    expect([parents, instruction]).toEqual([[2], 'widen']);
  });

  it('shows both programs of a crossover in the order that was chosen', () => {
    const { prompt, parents } = ask({ kind: 'combine', parents: [shown(2, 0.9), shown(3, 0.5)] });
    expect(parents).toEqual([2, 3]);
    expect(prompt.user).toMatch(/program 2[^]*program 3[^]*Combine these two networks into a third one/);
  });

  it('shows an invalid program with its fault', () => {
    const { prompt, parents, instruction } = ask({ kind: 'fix', broken });
    expect(prompt.user).toContain('```js\n/* program 5 */\n```');
    expect(prompt.user).toContain(
      'This program is invalid: The last layer gives 4 numbers. Mend it. Write the whole program.',
    );
    expect([parents, instruction]).toEqual([[5], 'fix']);
  });

  it('holds what else it should know', () => {
    const wish = { kind: 'improve', parent: shown(2, 0.5) } as const;
    expect(ask(wish, 'Rules from earlier networks:').prompt.user).toContain(
      '10 classes.\n\nRules from earlier networks:\n\n```js',
    );
  });

  it('takes the program out of the reply', () => {
    const { read } = ask({ kind: 'improve', parent: shown(2, 0.5) });
    expect(read('Here it is:\n```js\nexport default 1\n```\nGood luck.').trim()).toBe('export default 1');
  });
});

describe('an LLMatic prompt for the small model', () => {
  const ask = (wish: Parameters<typeof llmaticQuestion>[1]) => llmaticQuestion(TASK, wish, 'terse', 'words');

  it('is in its marks, the kind in its own words', () => {
    const { prompt, parents, read } = ask({ kind: 'add-residual', parent: shown(2, 0.514) });
    expect(prompt).toEqual({
      system: '',
      user: '<|task|>40x1 10<|parent|>51% 200\n/*program 2*/\n<|edit|>add a residual connection<|child|>',
    });
    expect(parents).toEqual([2]);
    expect(read('program<|end|>')).toBe('program');
  });

  it('leaves out an accuracy that is not known', () => {
    const { id, source, params } = shown(2, 0.5);
    expect(ask({ kind: 'improve', parent: { id, source, params } }).prompt.user).toContain('<|parent|>200\n');
  });

  it('shows the worse one of two first', () => {
    const pair = [shown(2, 0.9), shown(3, 0.5)] as const;
    const { prompt, parents } = ask({ kind: 'combine', parents: pair });
    expect(parents).toEqual([3, 2]);
    expect(prompt.user).toMatch(/program 3[^]*program 2/);
    expect(ask({ kind: 'combine', parents: [pair[1], pair[0]] }).parents).toEqual([3, 2]);
  });

  it('names the kind of the fault where it should mend', () => {
    expect(ask({ kind: 'fix', broken }).prompt.user).toContain('<|parent|>shape\n/*program 5*/');
  });
});

it('two programs fit together that leave the small model’s context room for a third', () => {
  const long = (length: number) => ({ source: 'x'.repeat(length) });
  expect(fitTogether(long(1500), long(1500))).toBe(true);
  expect(fitTogether(long(1500), long(1501))).toBe(false);
});
