/** The part of an address behind `#`. */
import type { Files } from '../file.ts';

type Links = Files<string>;
const named = (end: string, links: Readonly<Record<string, string>>): Links =>
  Object.fromEntries(Object.entries(links).map(([name, link]) => [name, [end, link] as const]));

export const FORMS: Links = {
  nothing: ['settings', '', 'it stands for the defaults'],
  'nothing but signs': ['settings', '#&&&&', 'it stands for the defaults'],
  'a megabyte of signs': ['settings', '&'.repeat(1e6), 'it stands for the defaults'],
  'a key twice': ['settings', 'seed=1&seed=2', 'the later one counts, and the form shows it'],
  'two budgets': ['settings', 'evaluations=5&minutes=3', 'the later one counts, and the form shows it'],
  ...named('link-key-unknown', {
    'a key of nothing': '=1',
    'a key that is not known': 'admin=on',
    'a key in capitals': 'SEED=1',
    'a key with a space': 'seed =1',
    'a key in letters that look the same': 'sееd=1',
    'a key with a letter that is not seen': 'seed\u200b=1',
    'a key from right to left': '\u202eseed=1',
    'a key of markup': '<script>alert(1)</script>=1',
    'a key of half a letter': '\ud800=1',
    'an escaped key': '%73eed=1',
    'a broken escape': '%E0%A4%A',
    __proto__: '__proto__=1',
    'a path through __proto__': '__proto__.polluted=1',
    constructor: 'constructor=1',
    'a path through constructor': 'constructor.prototype.polluted=1',
    'a list': 'seed[]=1',
    'a whole specification in base 64': 'eyJzZWVkIjoxfQ==',
    'broken base 64': '!!!notbase64!!!',
    'gzip in base 64': 'H4sIAAAAAAAAA6tWKk5NTVGyMqwFAA==',
    JSON: '{"seed":1}',
    'a program': 'javascript:alert(1)',
    'a megabyte of one key': 'x'.repeat(1e6),
    'a hundred thousand keys': Array.from({ length: 1e5 }, (_, i) => `k${i}=1`).join('&'),
    'a question mark between': 'x?seed=1',
  }),
};

const NO_NUMBERS = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  'one',
  '1,5',
  '١',
  '1_000',
  '7n',
  'null',
];
const TOO_SMALL_OR_LARGE: Readonly<Record<string, readonly string[]>> = {
  seed: ['-1', '0.5', '1e300', '2147483648'],
  evaluations: ['0', '-1', '1.5', '1e9'],
  minutes: ['0', '-1', '1e9'],
  steps: ['0', '-1', '0.1', '1e9'],
  epochs: ['0', '1e9'],
  batch: ['0', '-128', '1e9'],
  workers: ['-1', '17', '1e9', '0.5'],
  samples: ['0', '7', '1e12', '101'],
  length: ['0', '15', '1e9'],
  paddingMin: ['-1', '1e9'],
  learningRate: ['0', '-1', '11'],
  validation: ['0', '0.9', '-1'],
  population: ['0', '1e9'],
  maxParams: ['-1', '1e18'],
};

export const VALUES: Links = {
  ...named(
    'link-value',
    Object.fromEntries([
      ...NO_NUMBERS.map((value) => [`no number: “${value}”`, `seed=${value}`] as const),
      ...['', 'yes', 'true', '1', 'ON', 'on ', '__proto__', 'constructor', 'toString', 'valueOf'].map(
        (value) => [`no switch: “${value}”`, `baseline=${value}`] as const,
      ),
      ['a word of nothing', 'strategy='],
      ['a text with a broken escape', 'strategy=llm&systemPrompt=%E0%A4%A'],
      ['a text with half an escape', 'strategy=llm&systemPrompt=%'],
      ['weights of no number', 'strategy=llmatic&weights=widen:x'],
      ['weights of nothing', 'strategy=llmatic&weights=widen'],
      ['a megabyte of no number', `seed=${'x'.repeat(1e6)}`],
    ]),
  ),
  ...named(
    'link-setting-unfit',
    Object.fromEntries([
      ...Object.entries(TOO_SMALL_OR_LARGE).flatMap(([key, values]) =>
        values.map(
          (value) =>
            [
              `${key}=${value}`,
              `${key === 'population' ? 'strategy=evolution&' : ''}${key}=${value}`,
            ] as const,
        ),
      ),
      ['a strategy that is not known', 'strategy=nothing'],
      ['a strategy of __proto__', 'strategy=__proto__'],
      ['a strategy of markup', 'strategy=<img/onerror=alert(1)>'],
      ['a strategy of a megabyte', `strategy=${'x'.repeat(1e6)}`],
      ['a data set that is not known', 'dataset=imagenet'],
      ['a data set elsewhere', 'dataset=https://evil.test/'],
      ['a data set in another folder', 'dataset=../../secret'],
      ['a backend that is not known', 'backend=cuda'],
      ['an optimiser that is not known', 'optimizer=lion'],
      ['an estimator that is not known', 'estimator=__proto__'],
      ['weights of kinds that are none', 'strategy=llmatic&weights=nothing:9'],
      ['a setting of an estimator that is not chosen', 'rungs=2'],
      ['weights below nothing', 'strategy=llmatic&weights=widen:-1'],
      ['a prompt without its gaps', 'strategy=llm&systemPrompt=x'],
      ['a prompt of ten thousand letters', `strategy=llm&systemPrompt=${'x'.repeat(10_000)}`],
      ['a prompt of a megabyte', `strategy=llm&requestPrompt=${'%20'.repeat(3e5)}`],
    ]),
  ),
  ...named('link-key-unfitting', {
    'a setting of another method': 'strategy=random&population=5',
    'a setting of another data set': 'dataset=fashion-mnist&samples=1000',
  }),
  'weights of __proto__ and constructor': [
    'settings',
    'strategy=llmatic&weights=__proto__:9,constructor:9',
    'the schema leaves such keys out',
  ],
  'a prompt of markup': [
    'settings',
    'strategy=llm&systemPrompt=%7Blimits%7D%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    'it stands in a field of text, and nothing starts by itself',
  ],
  'a prompt from right to left': [
    'settings',
    'strategy=llm&systemPrompt=%7Blimits%7D%E2%80%AEx',
    'it stands in a field of text, and nothing starts by itself',
  ],
  'a number in hexadecimal': [
    'settings',
    'seed=0x10',
    'it is a whole number within its range, and the form shows it',
  ],
};
