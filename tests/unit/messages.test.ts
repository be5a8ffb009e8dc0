import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../messages/', import.meta.url);
const FILES = readdirSync(new URL('en/', FOLDER));

const read = (locale: string, file: string) =>
  JSON.parse(readFileSync(new URL(`${locale}/${file}`, FOLDER), 'utf8')) as Record<string, unknown>;

/** What a message lets be filled in, whatever its form. */
const placeholders = (message: unknown): readonly string[] => [
  ...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? []),
];

describe('The messages of the page', () => {
  it('are in the same files in each language', () => {
    expect(readdirSync(new URL('ru/', FOLDER))).toEqual(FILES);
  });

  it('are all listed in the settings of the compiler', () => {
    const settings = readFileSync(new URL('../../project.inlang/settings.json', import.meta.url), 'utf8');
    expect(FILES.filter((file) => !settings.includes(`{locale}/${file}`))).toEqual([]);
  });

  it.each(FILES)('have the same keys in each language: %s', (file) => {
    expect(Object.keys(read('ru', file)).sort()).toEqual(Object.keys(read('en', file)).sort());
  });

  it.each(FILES)('fill in the same things in each language: %s', (file) => {
    const [en, ru] = [read('en', file), read('ru', file)];
    for (const key of Object.keys(en))
      expect([key, ...placeholders(ru[key])].sort()).toEqual([key, ...placeholders(en[key])].sort());
  });

  it('have a key in one file only', () => {
    const keys = FILES.flatMap((file) => Object.keys(read('en', file))).filter((key) => key !== '$schema');
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('have all plural forms that the language has', () => {
    for (const locale of ['en', 'ru']) {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const file of FILES)
        for (const [key, message] of Object.entries(read(locale, file)))
          if (JSON.stringify(message).includes(': plural'))
            for (const form of forms) expect(JSON.stringify(message), key).toContain(`=${form}`);
    }
  });
});
