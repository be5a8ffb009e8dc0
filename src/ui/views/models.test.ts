import { expect, it } from 'vitest';
import { inLanguage } from './inLanguage.ts';
import type { ModelOption } from '../../workers/api.ts';
import {
  costWords,
  grouped,
  optionLabel,
  storedName,
  storedWords,
  steadWords,
  writerName,
} from './models.ts';

const option: ModelOption = {
  id: 'a',
  modelUrl: 'https://a.test/a',
  libraryUrl: 'https://a.test/a.wasm',
  label: 'A 1.5B',
  group: 'code',
  downloadMB: 866.25,
  vramMB: 1629.75,
  fits: { ok: true, value: true },
  cached: false,
};
const builtIn: ModelOption = {
  ...option,
  group: 'built-in',
  isBuiltIn: true,
  downloadMB: 7,
  vramMB: 30,
  cached: true,
};

it('says "about" of a size that was reckoned from the name, and not of one that was asked for', () => {
  expect(optionLabel(option)).toBe('A 1.5B (about 870 MB)');
  expect(costWords(option, undefined)).toBe(
    'About 870 MB to download, then takes about 1.63 GB of graphics memory.',
  );
  expect(costWords(option, 868_404_224)).toContain('868 MB to download');
});

it('speaks of no download where there is none', () => {
  expect(optionLabel(builtIn)).toBe('A 1.5B (built in, 7 MB)');
  expect(costWords(builtIn, undefined)).toBe('7 MB, works offline, takes about 30 MB of graphics memory.');
  expect(costWords({ ...option, cached: true }, undefined)).toMatch(/^Stored in this browser/);
});

it('groups the list, the built-in model first, and leaves empty groups out', () => {
  expect(grouped([option, builtIn]).map(({ label, options }) => [label, options.length])).toEqual([
    ['Comes with this page', 1],
    ['Made for code', 1],
  ]);
});

it('tells a whole model from a part of one', () => {
  const model = { id: 'a', modelUrl: '', totalBytes: 9e8, tunedOn: 0 };
  expect(storedWords({ ...model, bytes: 9e8 })).toBe('900 MB');
  expect(storedWords({ ...model, bytes: 3e8 })).toBe('300 MB of 900 MB yet');
});

it('calls a stored tuning by what it was tuned on, and any other model by its id', () => {
  const at = (modelUrl: string) => ({ id: 'x', modelUrl, bytes: 1, totalBytes: 1, tunedOn: 0 });
  const tuned = { ...option, modelUrl: 'https://a.test/t', group: 'tuned', tuned: { on: 1, no: 2 } } as const;
  expect(['https://a.test/t', 'https://a.test/a'].map((url) => storedName(at(url), [option, tuned]))).toEqual(
    ['A 1.5B, tuned on 1 candidate, no. 2', 'x'],
  );
});

it('does not promise a person that code will be edited instead of an answer', () => {
  expect(steadWords('llmatic')).toBe('edits of code go on in its place');
  expect(steadWords('chat')).toBe('nobody answers');
});

it('says of the model that wrote a program how often the run had tuned it, in both languages', () => {
  const named = () =>
    [undefined, 1, 2, 5].map((tuned) => writerName({ model: 'a', ...(tuned && { tuned }) }));
  expect(named()).toEqual(['a', 'a, tuned once', 'a, tuned 2 times', 'a, tuned 5 times']);
  expect(inLanguage('ru', named)).toEqual([
    'a',
    'a, дообучена 1 раз',
    'a, дообучена 2 раза',
    'a, дообучена 5 раз',
  ]);
});
