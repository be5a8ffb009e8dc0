/**
 * A person's words as what our own small model can be asked for. It reads marks and no sentences, so a small dictionary
 * of English and Russian stems stands between. What was understood is shown to the person, for it is easily wrong.
 */
import { INSTRUCTIONS, type Instruction } from './instructions.ts';

export type Language = 'en' | 'ru';

/** One of the model's instructions, or a network from nothing. */
export type Wish = Instruction | 'new';

interface Entry {
  readonly wish: Wish;
  /** As it is said to a person; these words are read as this wish again. */
  readonly ru: string;
  /** Beginnings of words, or of several words in a row. */
  readonly stems: readonly string[];
}

/** The first entry of which a stem is found decides: what is particular stands before what is general. */
const DICTIONARY: readonly Entry[] = [
  { wish: 'fix', ru: 'исправить', stems: ['fix', 'repair', 'mend', 'исправ', 'почин'] },
  { wish: 'combine', ru: 'объединить обе', stems: ['combin', 'merg', 'cross', 'объедин', 'скрест'] },
  {
    wish: 'delete-layer',
    ru: 'убрать слой',
    stems: ['delet', 'remov', 'drop a ', 'drop the ', 'without ', 'убер', 'убир', 'убра', 'удал', 'без '],
  },
  {
    wish: 'shallower',
    ru: 'сделать мельче',
    stems: [
      'shallow',
      'less deep',
      'fewer layers',
      'мельч',
      'неглубок',
      'менее глубок',
      'меньше слоёв',
      'меньше слоев',
    ],
  },
  {
    wish: 'narrow',
    ru: 'сузить',
    stems: [
      'narrow',
      'thinner',
      'fewer filters',
      'fewer units',
      'fewer channels',
      'сузи',
      'сузь',
      'сужа',
      'поуже',
      'сделай уже',
      'меньше фильтров',
      'меньше нейронов',
      'меньше каналов',
    ],
  },
  {
    wish: 'deepen',
    ru: 'углубить',
    stems: ['deep', 'more layers', 'глубж', 'углуб', 'глубок', 'больше слоёв', 'больше слоев'],
  },
  {
    wish: 'widen',
    ru: 'расширить',
    stems: [
      'wide',
      'more filters',
      'more units',
      'more channels',
      'шире',
      'расшир',
      'больше фильтров',
      'больше нейронов',
      'больше каналов',
    ],
  },
  {
    wish: 'shrink',
    ru: 'сильно уменьшить',
    stems: [
      'shrink',
      'small',
      'lighter',
      'reduc',
      'fewer',
      'меньш',
      'уменьш',
      'сократ',
      'легче',
      'маленьк',
      'компакт',
    ],
  },
  {
    wish: 'grow',
    ru: 'сильно увеличить',
    stems: ['grow', 'larg', 'big', 'больш', 'увелич', 'крупн'],
  },
  {
    wish: 'add-residuals',
    ru: 'добавить несколько остаточных связей',
    stems: [
      'several residual',
      'several skip',
      'residuals',
      'residual connections',
      'residual blocks',
      'skip connections',
      'несколько остаточн',
      'остаточные',
      'остаточных',
    ],
  },
  {
    wish: 'add-residual',
    ru: 'добавить остаточную связь',
    stems: ['residual', 'skip', 'shortcut', 'остаточн'],
  },
  {
    wish: 'add-normalization',
    ru: 'добавить нормализацию',
    stems: ['normali', 'batch norm', 'batchnorm', 'layer norm', 'нормализ'],
  },
  {
    wish: 'add-dropout',
    ru: 'добавить дропаут',
    stems: ['dropout', 'drop-out', 'regulari', 'дропаут', 'прорежив', 'регуляриз'],
  },
  { wish: 'add-pooling', ru: 'добавить пулинг', stems: ['pool', 'пулинг', 'подвыбор'] },
  {
    wish: 'add-recurrent',
    ru: 'добавить рекуррентный слой',
    stems: ['recurr', 'gru', 'lstm', 'rnn', 'рекуррент'],
  },
  { wish: 'add-convolution', ru: 'добавить свёртку', stems: ['conv', 'свёрт', 'сверт'] },
  {
    wish: 'add-dense',
    ru: 'добавить полносвязный слой',
    stems: ['dense', 'fully connected', 'fully-connected', 'полносвяз'],
  },
  { wish: 'add-layer', ru: 'добавить слой', stems: ['layer', 'слой', 'слоя', 'слои', 'слоёв'] },
  {
    wish: 'tune',
    ru: 'подстроить настройки',
    stems: ['tun', 'setting', 'hyperparam', 'подстро', 'настро', 'подбер', 'гиперпарам'],
  },
  { wish: 'improve', ru: 'улучшить', stems: ['improv', 'better', 'accura', 'улучш', 'лучш', 'точн'] },
  {
    wish: 'new',
    ru: 'придумать новую сеть',
    stems: [
      'new',
      'fresh',
      'design',
      'creat',
      'build',
      'net',
      'start',
      'begin',
      'нов',
      'придум',
      'спроектир',
      'созда',
      'постро',
      'сеть',
      'сети',
      'начн',
    ],
  },
];

/** A stem stands at the beginning of a word. */
const READERS = DICTIONARY.map(({ wish, stems }) => ({
  wish,
  pattern: new RegExp(`(?<!\\p{L})(?:${stems.join('|')})`, 'iu'),
}));

/** What a person asks for; undefined when nothing of it is in the dictionary. */
export const readRequest = (text: string): Wish | undefined =>
  READERS.find(({ pattern }) => pattern.test(text))?.wish;

/** Russian as soon as there is a Cyrillic letter. */
export const languageOf = (text: string): Language => (/\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en');

/** A wish as it is said to a person. */
export function wishWords(wish: Wish, language: Language): string {
  if (language === 'ru') return DICTIONARY.find((entry) => entry.wish === wish)?.ru ?? wish;
  return wish === 'new' ? 'design a new network' : INSTRUCTIONS[wish];
}

/** In the order in which they are offered. */
export const WISHES: readonly Wish[] = [
  'new',
  ...(Object.keys(INSTRUCTIONS) as Instruction[]).filter((wish) => wish !== 'fix'),
  'fix',
];

/** What to say for a network better than the one before. */
export const IMPROVE: Readonly<Record<Language, string>> = {
  en: 'Improve it: raise its validation accuracy.',
  ru: 'Улучши её: подними точность на валидации.',
};
