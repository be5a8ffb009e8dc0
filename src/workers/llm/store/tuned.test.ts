import { expect, it } from 'vitest';
import { builtIn } from '../builtIn/builtIn.ts';
import { passingChoice, tunedChoice, tuningAt } from './tuned.ts';

const ORIGIN = builtIn('https://a.test/nas/');

it('is a coder of its own beside the model that it comes from, on the same library', () => {
  const { integrity, ...choice } = tunedChoice({ ...ORIGIN, mirror: 'http://class.test/' }, 'aa');
  expect(choice).toEqual({
    id: 'nas-coder-tuned-aa',
    modelUrl: 'https://a.test/nas/models/nas-coder-tuned-aa',
    libraryUrl: ORIGIN.libraryUrl,
    style: 'terse',
    vramMB: ORIGIN.vramMB,
    isCoder: true,
  });
  // Another version of the page has other files, which are not those of this model.
  expect(Object.keys(integrity ?? {})).toEqual(['nas-coder.wasm']);
});

it('is found again by its address alone, and is of the same family when it is tuned again', () => {
  const first = tunedChoice(ORIGIN, 'aa');
  expect(tuningAt(first.modelUrl, ORIGIN)).toEqual(first);
  expect(tunedChoice(first, 'bb')).toEqual(tunedChoice(ORIGIN, 'bb'));
  expect(tuningAt(ORIGIN.modelUrl, ORIGIN)).toBeUndefined();
});

it('is no choice of the user’s when it serves one run only, though what is tuned from it later is', () => {
  const passing = passingChoice(ORIGIN, 'aa');
  expect(passing).toMatchObject({ id: 'nas-coder-tuned-passing-aa', isCoder: true });
  expect(tuningAt(passing.modelUrl, ORIGIN)).toBeUndefined();
  expect(tunedChoice(passing, 'bb')).toEqual(tunedChoice(ORIGIN, 'bb'));
});
