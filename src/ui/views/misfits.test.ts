import { expect, it } from 'vitest';
import { readLines } from '../../search/keep/file/lines.ts';
import { specFromHash } from '../../search/spec/url.ts';
import { inLanguage } from './inLanguage.ts';
import { fileFaultWords } from './fileFault.ts';
import { toldWords } from './told.ts';

const linkWords = (hash: string) => {
  const read = specFromHash(hash);
  return read.ok ? '' : inLanguage('ru', () => toldWords(read.error));
};

it.each([
  ['evaluations=0', 'Значение «evaluations» не может быть равно 0: наименьшее — 1.'],
  ['learningRate=10.5', 'Значение «learningRate» не может быть равно 10,5: наибольшее — 10.'],
  ['seed=0.5', 'Значение «seed» не может быть равно 0,5: нужно целое число.'],
  ['samples=105', 'Значение «samples» не может быть равно 105: нужно число, кратное 10.'],
  ['optimizer=adam', 'Значение «optimizer» не может быть таким: «adam»; возможны: adamw, sgd.'],
  ['strategy=llm&requestPrompt=Hm', 'В тексте «requestPrompt» не хватает {parents}.'],
])('says in Russian alone what is wrong with a link: %s', (hash, sentence) => {
  expect(linkWords(hash)).toBe(`В адресе есть недопустимая настройка. ${sentence}`);
});

it.each([
  ['{"begunAt":1,"events":"x"}', 'Значение «events» не может быть таким: «x»; нужно число.'],
  ['{"events":1}', 'Нет значения «begunAt».'],
  ['null', 'Нужен объект с полями, а здесь «null».'],
  ['begun', 'Это не JSON.'],
])('says in Russian alone what is wrong with a file: %s', (line, sentence) => {
  const read = readLines(`${line}\n`);
  if (read.ok) throw new Error('It is a run.');
  expect(inLanguage('ru', () => fileFaultWords(read.error, 'а.nasrun'))).toContain(`прогона. ${sentence} `);
});
