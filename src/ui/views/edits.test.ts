import { expect, it } from 'vitest';
import { editSchema } from '../../search/edits/edit.ts';
import { editInEnglish } from '../../search/edits/english.ts';
import { type Move, editOf } from '../../search/morphism/moves.ts';
import { INPUT } from '../../search/morphism/network.ts';
import { samplesOf, tokensOf } from '../../search/testing/samples.ts';
import { inLanguage } from './inLanguage.ts';
import { editWords } from './edits.ts';

const EDITS = samplesOf(editSchema);

it.each(EDITS.map((edit) => [JSON.stringify(edit), edit] as const))(
  'words in both languages, with all that it says: %s',
  (_, edit) => {
    const told = { en: inLanguage('en', () => editWords(edit)), ru: inLanguage('ru', () => editWords(edit)) };
    expect(told.ru).toMatch(/[а-я]{3}/);
    expect(told.en).not.toMatch(/[а-я]/);
    for (const token of tokensOf(edit)) {
      expect(told.en).toContain(token);
      expect(told.ru).toContain(token);
    }
    // Files have the same words as the English page.
    expect(told.en.replace('→', '->')).toBe(editInEnglish(edit));
  },
);

it('tells one edit from any other', () => {
  for (const language of ['en', 'ru'] as const) {
    const told = inLanguage(language, () => EDITS.map(editWords));
    expect(new Set(told).size).toBe(EDITS.length);
  }
});

it('counts layers as each language does', () => {
  const all = (count: number) => editWords({ kind: 'widen-all', count, key: 'units', from: 8, to: 16 });
  const over = (...layers: string[]) => editWords({ kind: 'skip', over: layers, isProjected: false });
  inLanguage('ru', () => {
    expect([2, 5, 21].map(all)).toEqual([
      'расширены 2 слоя: units 8 → 16',
      'расширено 5 слоёв: units 8 → 16',
      'расширен 21 слой: units 8 → 16',
    ]);
    expect(over('dense')).toBe('добавлен обход слоя dense');
    expect(over('dense', 'dense')).toBe('добавлен обход слоёв dense, dense');
  });
  expect(editWords({ kind: 'crossover', first: 1, last: 2 })).toBe(
    'crossover: the first block of one parent, the last 2 blocks of the other',
  );
});

it('repeats the words of a run that was kept with them', () => {
  expect(editWords('As it was said then.')).toBe('As it was said then.');
});

it.each<[Move, string]>([
  [{ kind: 'widen', block: 'conv2', width: 16 }, 'расширен conv2 до 16'],
  [{ kind: 'deepen', name: 'conv4', kernel: 3, after: 'conv2' }, 'добавлен conv4 с ядром 3 после conv2'],
  [{ kind: 'skip', from: 'conv1', block: 'conv3' }, 'выход conv1 подан и на вход conv3'],
  [{ kind: 'skip', from: INPUT, block: 'conv3' }, 'вход стадии подан и на вход conv3'],
])('a network grows in words of either language: %j', (move, russian) => {
  expect(editWords(editOf(move))).toBe(editInEnglish(editOf(move)));
  expect(inLanguage('ru', () => editWords(editOf(move)))).toBe(russian);
});

it('what is no move stays', () => {
  expect(inLanguage('ru', () => editWords('as it was said then'))).toBe('as it was said then');
});
