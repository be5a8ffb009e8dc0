import { expect, it } from 'vitest';
import { failureInEnglish, faultInEnglish } from '../../search/faults/english.ts';
import { faultFactSchema } from '../../search/faults/schema.ts';
import { trainingFactSchema } from '../../search/faults/training.ts';
import { samplesOf, tokensOf } from '../../search/testing/samples.ts';
import { inLanguage } from './inLanguage.ts';
import { faultWords } from './faults.ts';
import { trainingWords } from './training.ts';

const FAULTS = samplesOf(faultFactSchema);
const FAILURES = samplesOf(trainingFactSchema);

/** The words of each in both languages, with its words in English for prompts. */
const TOLD = [
  ...FAULTS.map((fact) => [fact, () => faultWords(fact), faultInEnglish(fact)] as const),
  ...FAILURES.map((fact) => [fact, () => trainingWords(fact), failureInEnglish(fact)] as const),
];

it.each(TOLD.map(([fact, ...told]) => [JSON.stringify(fact), fact, ...told] as const))(
  'words in both languages, with all that it says: %s',
  (_, fact, words, forPrompts) => {
    const english = inLanguage('en', words);
    const russian = inLanguage('ru', words);
    // A name alone is no sentence.
    expect(russian).toMatch(/[а-яё]{2,}.*[а-яё]{3,}/i);
    expect(english).not.toMatch(/[а-яё]/i);
    expect(`${english} ${russian}`).not.toContain('[object');
    for (const token of tokensOf(fact)) {
      expect(english).toContain(token);
      expect(russian).toContain(token);
    }
    // A language model reads the same as a person who reads English.
    expect(english).toBe(forPrompts);
  },
);

it('tells one fault from any other', () => {
  for (const language of ['en', 'ru'] as const) {
    const told = inLanguage(language, () => TOLD.map(([, words]) => words()));
    expect(told.length - new Set(told).size).toBe(0);
  }
});

it('quotes third parties in the quotes of the language', () => {
  const thrown = { kind: 'error', says: 'TypeError: x is not a function' } as const;
  expect(faultWords(thrown)).toBe('TypeError: x is not a function.');
  expect(inLanguage('ru', () => faultWords(thrown))).toBe(
    'Программу прервала ошибка: «TypeError: x is not a function».',
  );
});

it('groups the digits of large numbers', () => {
  const fact = { kind: 'layer-too-big', measure: 'params', needs: 2_053_010, most: 2_000_000 } as const;
  expect(faultWords(fact)).toMatch(/2\s053\s010 parameters, more than 2\s000\s000/);
  expect(inLanguage('ru', () => faultWords(fact))).toMatch(/2\s053\s010/);
});

it('repeats the sentence of a run that was kept with one', () => {
  expect(faultWords('As it was said then.')).toBe('As it was said then.');
});
