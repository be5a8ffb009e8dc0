import { afterAll, describe, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../src/ui/messages/runtime.js';
import { FILES } from './fileCorpus.ts';
import type { HostileFile, Opened } from './file.ts';
import { ownPrototypes } from './world.ts';

const TAKEN: ReadonlySet<string> = new Set(['run', 'settings', 'data', 'weights', 'model']);
const before = getLocale;
afterAll(() => overwriteGetLocale(before));

describe('of the hostile files and addresses', () => {
  const here = ownPrototypes();

  it('there are at least 300, and none by the same name twice', () => {
    const names = [...FILES].flatMap(([family, files]) => files.map(({ name }) => `${family}: ${name}`));
    expect(names.length).toBeGreaterThanOrEqual(300);
    expect(new Set(names).size).toBe(names.length);
  });

  for (const [family, files] of FILES)
    describe(family, () => {
      for (const file of files)
        it(`“${file.name}” ends as ${file.ends}`, async () => {
          checkOpened(await file.open(), file);
          expect(ownPrototypes()).toBe(here);
        });
    });
});

function checkOpened({ end, words }: Opened, { ends, because }: HostileFile): void {
  const said = wordsIn('en', words);
  expect(end, said).toBe(ends);
  if (TAKEN.has(end)) {
    expect(because).toMatch(/./);
    return;
  }
  // One sentence, or two where the second is the mend, that anyone can read to its end.
  for (const [locale, letters] of [
    ['en', /[a-z]/],
    ['ru', /[а-яё]/],
  ] as const) {
    const sentence = wordsIn(locale, words);
    expect(sentence).toMatch(letters);
    expect(sentence.trim()).toMatch(/[.?!]$/);
    expect(sentence.length).toBeLessThanOrEqual(1100);
  }
}

function wordsIn(locale: 'en' | 'ru', words: Opened['words']): string {
  overwriteGetLocale(() => locale);
  return words?.() ?? '';
}
