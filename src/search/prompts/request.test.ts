import { describe, expect, it } from 'vitest';
import { IMPROVE, type Language, WISHES, languageOf, readRequest, wishWords } from './request.ts';

describe('a person’s request', () => {
  it.each([
    ['Make it wider, please', 'widen'],
    ['Could the network have more filters?', 'widen'],
    ['add residual connections', 'add-residuals'],
    ['Add a skip connection around the middle', 'add-residual'],
    ['a smaller network', 'shrink'],
    ['fewer layers', 'shallower'],
    ['Remove the dropout', 'delete-layer'],
    ['put dropout before the end', 'add-dropout'],
    ['Try a convolution to get better accuracy', 'add-convolution'],
    ['use an LSTM', 'add-recurrent'],
    ['one more layer', 'add-layer'],
    ['tune the kernel sizes', 'tune'],
    ['Get better!', 'improve'],
    ['Design a network for this', 'new'],
    ['Сделай сеть шире', 'widen'],
    ['Добавь остаточную связь', 'add-residual'],
    ['добавь несколько остаточных связей', 'add-residuals'],
    ['Пусть она будет меньше', 'shrink'],
    ['больше слоёв', 'deepen'],
    ['Сделай её глубже', 'deepen'],
    ['Убери нормализацию', 'delete-layer'],
    ['СВЁРТКУ бы сюда', 'add-convolution'],
    ['добавь сверточный слой', 'add-convolution'],
    ['ещё один слой', 'add-layer'],
    ['Увеличь её', 'grow'],
    ['исправь ошибку', 'fix'],
    ['скрести обе', 'combine'],
    ['Улучши', 'improve'],
    ['Придумай новую сеть', 'new'],
  ])('is understood: %s', (text, wish) => {
    expect(readRequest(text)).toBe(wish);
  });

  it.each(['Hello', 'Что ты умеешь?', 'Why?', '', 'the railway', 'Я уже видел это'])(
    'is not understood, and not guessed at: %j',
    (text) => {
      expect(readRequest(text)).toBeUndefined();
    },
  );

  it.each(['en', 'ru'] as const)('can be made in the words in which wishes are shown: %s', (language) => {
    for (const wish of WISHES) expect(readRequest(wishWords(wish, language))).toBe(wish);
  });

  it('for something better is one that is understood, in both languages', () => {
    for (const language of ['en', 'ru'] as Language[]) {
      expect(readRequest(IMPROVE[language])).toBe('improve');
      expect(languageOf(IMPROVE[language])).toBe(language);
    }
  });

  it('is Russian when there is Russian in it', () => {
    expect(['Wider', 'добавь dropout', '…', 'Conv1D пошире'].map(languageOf)).toEqual([
      'en',
      'ru',
      'en',
      'ru',
    ]);
  });
});
