import { type Programs, after } from '../program.ts';

const against = (pattern: string, text: string): string => after(`${pattern}.test(${text});`);
const SLOW = ['timeout'] as const;

/** Regular expressions that try more ways than there is time for. */
export const EXPRESSIONS: Programs = {
  'nested repeats': [SLOW, against('/^(a+)+$/', `'a'.repeat(40) + '!'`)],
  'nested stars': [SLOW, against('/^(a*)*$/', `'a'.repeat(40) + '!'`)],
  'alternatives that overlap': [SLOW, against('/^(a|a)*$/', `'a'.repeat(40) + '!'`)],
  'alternatives within a class': [SLOW, against('/^([a-z]|a)*$/', `'a'.repeat(40) + '!'`)],
  'optional letters': [SLOW, against(`new RegExp('a?'.repeat(40) + 'a'.repeat(40))`, `'a'.repeat(39)`)],
  'three repeats in a row': [SLOW, against('/^(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$/', `'a'.repeat(300)`)],
  'an address of mail': [
    SLOW,
    against('/^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$/', `'a'.repeat(60)`),
  ],
  'spaces at both ends': [SLOW, against('/^(\\s+|x)*y/', `' '.repeat(60)`)],
  'a look ahead': [SLOW, against('/^(?=(a+)+b)/', `'a'.repeat(40)`)],
  'a look ahead that denies': [SLOW, against('/^(?!(a+)+$)/', `'a'.repeat(40) + '!'`)],
  'a reference back': [SLOW, against('/^(a+)+\\1b/', `'a'.repeat(40)`)],
  'a lazy repeat': [SLOW, against('/^(a+?)+?$/', `'a'.repeat(40) + '!'`)],
  'counted repeats': [SLOW, against('/^(a{1,20}){1,20}$/', `'a'.repeat(60) + '!'`)],
  'a replacement of all': [SLOW, after(`('a'.repeat(40) + '!').replace(/(a+)+$/g, '');`)],
  'a split': [SLOW, after(`('a'.repeat(40) + '!').split(/(a+)+$/);`)],
  'a match of all': [SLOW, after(`[...('a'.repeat(40) + '!').matchAll(/(a+)+$/g)];`)],
  'one in a name': [SLOW, after(`tf.layers.dense({ units: /^(a+)+$/.test('a'.repeat(40) + '!') });`)],
};
