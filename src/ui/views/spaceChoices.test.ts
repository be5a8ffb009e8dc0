import { describe, expect, it } from 'vitest';
import { SPACES } from '../../search/spaces/index.ts';
import { inLanguage } from './inLanguage.ts';
import { choiceWords, optionWords, slotWords } from './spaceChoices.ts';

/** Every choice that can be made, as a run holds it. */
const CHOICES = Object.values(SPACES).map(({ id, slots }) => ({
  id,
  choices: slots.flatMap(({ name, options }) => options.map((option) => `${name} ${option}`)),
}));

describe.each(CHOICES)('Of the space $id', ({ choices }) => {
  it('every choice is Russian but for numbers and names of activations', () => {
    for (const choice of choices) {
      const words = inLanguage('ru', () => choiceWords(choice));
      expect(words).toMatch(/^[а-яё][а-яё\d, ]*: [а-яё\d ]+$|: r?elu$/);
      for (const number of choice.match(/\d+/g) ?? []) expect(words).toContain(number);
    }
  });

  it.each(['en', 'ru'] as const)('no two choices are called the same: %s', (language) => {
    const words = choices.map((choice) => inLanguage(language, () => choiceWords(choice)));
    expect(new Set(words).size).toBe(choices.length);
  });
});

it('calls a slot and what may stand in it alone as it does together', () => {
  for (const { slots } of Object.values(SPACES))
    for (const { name, options } of slots)
      for (const option of options)
        for (const language of ['en', 'ru'] as const)
          expect(inLanguage(language, () => `${slotWords(name)}: ${optionWords(option)}`)).toBe(
            inLanguage(language, () => choiceWords(`${name} ${option}`)),
          );
  expect([slotWords('colour'), optionWords('red')]).toEqual(['colour', 'red']);
});

it('says where a choice stands and what it is', () => {
  expect(inLanguage('en', () => choiceWords('edge 0 to 1 skip'))).toBe('edge from 0 to 1: skip');
  expect(inLanguage('ru', () => choiceWords('block 2: shortens by max pool 2'))).toBe(
    'блок 2, сжатие: максимальный пулинг 2',
  );
});

it('leaves what no space has', () => {
  expect(choiceWords('colour red')).toBe('colour red');
});
