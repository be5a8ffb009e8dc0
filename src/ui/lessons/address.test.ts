import { expect, it } from 'vitest';
import { joinLesson, splitLesson } from './address.ts';

it('A lesson stands before the settings, or alone', () => {
  expect(splitLesson('#lesson=3&seed=4&steps=20')).toEqual({ lesson: 3, settings: 'seed=4&steps=20' });
  expect(splitLesson('#lesson=8')).toEqual({ lesson: 8, settings: '' });
  expect(splitLesson('#seed=4')).toEqual({ settings: 'seed=4' });
  expect(splitLesson('')).toEqual({ settings: '' });
});

it('A lesson that there is not stays among the settings, to be called a fault there', () => {
  for (const hash of ['lesson=0', 'lesson=9', 'lesson=x', 'lesson=1.5'])
    expect(splitLesson(hash)).toEqual({ settings: hash });
});

it('What is joined can be split', () => {
  for (const address of [
    { settings: '' },
    { settings: 'seed=2' },
    { lesson: 1, settings: '' },
    { lesson: 7, settings: 'seed=2&steps=9' },
  ])
    expect(splitLesson(joinLesson(address))).toEqual(address);
  expect(joinLesson({ lesson: 2, settings: 'seed=2' })).toBe('lesson=2&seed=2');
});
