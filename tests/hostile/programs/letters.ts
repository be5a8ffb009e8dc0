import { GOOD, type Programs, layer, after } from '../program.ts';

const FUNCTION = `function build(tf, inputShape, numClasses) { return ${GOOD}; }`;

/** Letters that do not look like what they are. Sources are written with escapes, so that this file hides nothing. */
export const LETTERS: Programs = {
  'a comment that runs the other way': [
    'network',
    `/* \u202e } \u2066 if (false) { */ export default ${FUNCTION}`,
  ],
  'a text that runs the other way': ['network', after(`const s = '\u202e\u2066\u2069';`)],
  'an identifier that runs the other way': ['syntax', after('const a\u202eb = 1;')],
  'a Cyrillic letter for a Latin one': [
    ['runtime', 'unknown-layer'],
    after('tf.l\u0430yers.dense({ units: 1 });'),
  ],
  'a Cyrillic name beside a Latin one': ['network', after('const a = 1, \u0430 = 2;')],
  'a Cyrillic build': ['network', `export default ${FUNCTION}\nfunction b\u0443ild() {}`],
  'a setting in Cyrillic': ['bad-argument', layer('dense({ units: 1, \u0430ctivation: "relu" })')],
  'an activation with a letter of its own': [
    'bad-argument',
    layer(`dense({ units: 1, activation: 'r\u0435lu' })`),
  ],
  'an activation with a space that is none': [
    'bad-argument',
    layer(`dense({ units: 1, activation: 'relu\u200b' })`),
  ],
  'an activation in wide letters': [
    'bad-argument',
    layer(`dense({ units: 1, activation: '\uff52\uff45\uff4c\uff55' })`),
  ],
  'a joiner in an identifier': ['network', after('const a\u200db = 1;')],
  'a space of no width between words': ['syntax', after('const\u200ba = 1;')],
  'a space of another kind': ['network', after('const\u00a0a = 1;')],
  'a mark of byte order': ['network', `\ufeffexport default ${FUNCTION}`],
  'a mark of byte order within': ['network', after('const\ufeffa = 1;')],
  'another end of line': ['network', after(`const s = 'a\u2028b';`)],
  'a line that ends in a comment': ['syntax', after('// \u2028 const =')],
  'a letter that is nothing': [['syntax', 'network'], after('const a = 1;\0')],
  'nothing within a text': ['network', after(`const s = 'a\0b';`)],
  'a name with nothing in it': ['bad-argument', layer(`dense({ units: 1, name: 'a\\0b' })`)],
  'half a letter': ['network', after(`const s = '\\ud800';`)],
  'half a letter in the source': ['network', after(`const s = '\ud800';`)],
  'half a letter as an identifier': ['syntax', after('const \ud83d = 1;')],
  'half a letter as a name': ['bad-argument', layer(`dense({ units: 1, name: '\\ud800' })`)],
  'half a letter as a setting': ['bad-argument', layer(`dense({ units: 1, ['\\udfff']: 1 })`)],
  'half a letter thrown': ['runtime', after(`throw new Error('\\ud800');`)],
  'a picture as a name': ['bad-argument', layer(`dense({ units: 1, name: '\u{1f600}' })`)],
  'a picture as an identifier': ['syntax', after('const \u{1f600} = 1;')],
  'an identifier in escapes': [
    'network',
    `export default function \\u0062uild(tf, inputShape, numClasses) { return ${GOOD}; }`,
  ],
  'a keyword in escapes': ['syntax', `\\u0065xport default ${FUNCTION}`],
  'a name that runs the other way': ['bad-argument', layer(`dense({ units: 1, name: '\u05d0\u05d1' })`)],
  'a name of a letter and its accent': ['bad-argument', layer(`dense({ units: 1, name: 'e\u0301' })`)],
  'digits of another script': ['syntax', after('const a = \u0664;')],
  'a number in wide digits': ['bad-argument', layer(`dense({ units: '\uff14' })`)],
  'a minus that is a dash': ['syntax', after('const a = 4 \u2212 1;')],
  'quotes of a book': ['syntax', after('const a = \u201crelu\u201d;')],
  'a semicolon that is a question': ['syntax', after('const a = 1\u037e')],
  'a hundred accents': ['network', after(`const s = 'a${'\u0301'.repeat(100)}';`)],
  'a name that opens a tag': [
    'bad-argument',
    layer(`dense({ units: 1, name: '<img src=x onerror=alert(1)>' })`),
  ],
  'an error that opens a tag': ['runtime', after(`throw new Error('<script>alert(1)</script>');`)],
  'an error with colours of a terminal': [
    'runtime',
    after(`throw new Error('\\u001b[31m\\u001b]0;x\\u0007');`),
  ],
  'an error that runs the other way': ['runtime', after(`throw new Error('\u202eabc');`)],
  'letters of four bytes, over the limit': ['too-big', after(`/* ${'\u{1f600}'.repeat(5000)} */`)],
  'letters of four bytes, below it': ['network', after(`/* ${'\u{1f600}'.repeat(3900)} */`)],
  'nothing but spaces of no width': [['syntax', 'empty', 'no-function'], '\u200b\u200b\u200b'],
  'nothing but spaces': ['empty', '\u00a0\u3000\ufeff'],
};
