import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACTS, INNER } from '../../search/testing/facts.ts';
import { english } from '../../search/told/english.ts';
import type { Told } from '../../search/told/told.ts';
import { getLocale, overwriteGetLocale } from '../messages/runtime.js';
import { toldWords } from './told.ts';

let language: 'en' | 'ru' = 'en';
const before = getLocale;
beforeEach(() => overwriteGetLocale(() => language));
afterEach(() => overwriteGetLocale(before));

function wordsIn(locale: 'en' | 'ru', fact: Told): string {
  language = locale;
  return toldWords(fact);
}

/** What of a fact must be found in its sentence as it is: numbers, names and words of others. */
const valuesOf = (fact: Told): readonly unknown[] =>
  Object.values(fact).filter((value) => typeof value === 'number' || String(value).startsWith('‹'));

describe('A fact in the page', () => {
  it.each(FACTS)('reads in English as everywhere else: $kind', (fact) => {
    expect(wordsIn('en', fact)).toBe(english(fact));
  });

  it.each(FACTS)('is a Russian sentence that holds every value: $kind', (fact) => {
    const russian = wordsIn('ru', fact);
    expect(russian).toMatch(/^[А-ЯЁ«‹].*\.$|^[A-Z][\w-]* .*[а-яё].*\.$/s);
    expect(russian).toMatch(/[а-яё]/);
    expect(russian).not.toMatch(/undefined|\[object|[{}"“”]|told_/);
    expect(russian).not.toBe(english(fact));
    for (const value of valuesOf(fact)) expect(russian).toContain(String(value));
    if (Object.values(fact).includes(INNER)) expect(russian).toContain(wordsIn('ru', INNER));
  });

  it('differs with every word that it is picked from', () => {
    for (const locale of ['en', 'ru'] as const) {
      const all = FACTS.map((fact) => wordsIn(locale, fact));
      expect(all.filter((words, at) => all.indexOf(words) !== at)).toEqual([]);
    }
  });

  it('is said as it is when it is the words of others, also within another', () => {
    language = 'ru';
    expect(toldWords('As it was said then.')).toBe('As it was said then.');
    expect(toldWords({ kind: 'trainer-replaced', loss: 'It broke.' })).toMatch(
      /^It broke\. Работу продолжает/,
    );
  });

  it('says why a training failed, and how the trainer was lost, in the same language', () => {
    language = 'ru';
    const says = { kind: 'worker-died', worker: 'trainer' } as const;
    expect(toldWords({ kind: 'training-failed', failure: { kind: 'lost-twice', says } })).toBe(
      `${toldWords(says)} Сеть обучали на двух обучателях, и оба были потеряны.`,
    );
    expect(toldWords({ kind: 'training-failed', failure: 'As it was said then.' })).toBe(
      'As it was said then.',
    );
  });
});
