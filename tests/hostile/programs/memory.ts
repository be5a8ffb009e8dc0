import { type Programs, layer, over, after } from '../program.ts';

const FULL = ['memory', 'timeout'] as const;

/** Programs that want more memory than there is. */
export const MEMORY: Programs = {
  'a list that doubles': [FULL, after('let a = [1]; for (;;) a = [...a, ...a];')],
  'a list that concatenates itself': [FULL, after('let a = [1]; for (;;) a = a.concat(a);')],
  'a text that doubles': [FULL, after(`let s = 'x'; for (;;) s += s;`)],
  'a text that is repeated': ['memory', after(`'a'.repeat(2 ** 29);`)],
  'a text longer than may be': [['memory', 'runtime'], after(`'a'.repeat(2 ** 31);`)],
  'a padded text': ['memory', after(`''.padStart(2 ** 29, 'ab');`)],
  'a joined text': [FULL, after(`new Array(2 ** 24).join('ab'.repeat(1000));`)],
  'a replaced text': [FULL, after(`let s = 'a'; for (;;) s = s.replace(/a/g, 'a'.repeat(1000));`)],
  'a split text': [
    FULL,
    after(`let s = 'a'.repeat(2 ** 20); const all = []; for (;;) all.push(s.split(''));`),
  ],
  'typed lists': [FULL, after('const a = []; for (;;) a.push(new Float64Array(1e5));')],
  'one large buffer': [['memory', 'runtime'], after('new ArrayBuffer(2 ** 30);')],
  'a buffer of two to the 40': [['memory', 'runtime'], after('new ArrayBuffer(2 ** 40);')],
  'a buffer that grows': [
    ['memory', 'runtime', 'timeout'],
    after(
      'const b = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); b.resize(2 ** 30); new Uint8Array(b).fill(1);',
    ),
  ],
  'a shared buffer': [['memory', 'runtime'], after('new SharedArrayBuffer(2 ** 30);')],
  'a list filled': ['memory', after('new Array(1e9).fill(0);')],
  'a list from a length': [FULL, after('Array.from({ length: 2 ** 31 });')],
  'a typed list from a length': [
    ['memory', 'timeout', 'runtime'],
    after('Float64Array.from({ length: 2 ** 30 });'),
  ],
  'a flattened list': [FULL, after('let a = [1]; for (;;) a = [a, a].flat();')],
  'a map': [FULL, after('const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]);')],
  'a set of texts': [
    FULL,
    after('const s = new Set(); for (let i = 0; ; i++) s.add(String(i).repeat(100));'),
  ],
  'keys of an object': [FULL, after(`const o = {}; for (let i = 0; ; i++) o['k' + i] = i;`)],
  'a chain of objects': [FULL, after('let o = null; for (;;) o = { o };')],
  'a chain of closures': [FULL, after('let f = () => 0; for (;;) { const g = f; f = () => g; }')],
  'a chain of bound functions': [FULL, after('let f = () => 0; for (;;) f = f.bind(null, new Array(100));')],
  'a chain of prototypes': [FULL, after('let o = {}; for (;;) o = Object.create(o);')],
  'a hoard of promises': [FULL, after('const a = []; for (;;) a.push(new Promise(() => {}));')],
  'a hoard of generators': [
    FULL,
    after(
      'function* f() { yield new Array(50).fill(0); } const a = []; for (;;) { const g = f(); g.next(); a.push(g); }',
    ),
  ],
  'a hoard of expressions': [
    FULL,
    after(`const a = []; for (let i = 0; ; i++) a.push(new RegExp('(a|b)*c' + i));`),
  ],
  'a hoard of symbols': [FULL, after(`for (let i = 0; ; i++) Symbol.for('s' + i + 'x'.repeat(1000));`)],
  'a hoard of errors': [FULL, after(`const a = []; for (;;) a.push(new Error('x'.repeat(100)));`)],
  'a hoard of functions from text': [
    FULL,
    after(`const a = []; for (let i = 0; ; i++) a.push(Function('return ' + i));`),
  ],
  'a hoard of proxies': [FULL, after('let p = {}; for (;;) p = new Proxy(p, {});')],
  'a large whole number': [['memory', 'timeout', 'runtime'], after('2n ** (2n ** 30n);')],
  'a whole number that is squared': [['memory', 'timeout', 'runtime'], after('let n = 3n; for (;;) n *= n;')],
  'a shifted whole number': [['memory', 'runtime', 'timeout'], after('1n << (2n ** 31n);')],
  'a list in a text': [
    FULL,
    after(`let a = ['x'.repeat(1e6)]; for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a);`),
  ],
  'a list in a text by joining': [
    FULL,
    after(`let a = ['x'.repeat(1e6)]; for (let i = 0; i < 40; i++) a = [a, a]; String(a);`),
  ],
  'a text that is parsed': [FULL, after(`JSON.parse('[' + '0,'.repeat(2 ** 24) + '0]');`)],
  'an escaped text': [FULL, after(`let s = '%'; for (;;) s = encodeURIComponent(s);`)],
  'a million settings': [
    'bad-argument',
    layer(`dense(Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => ['k' + i, i])))`),
  ],
  'a setting of a megabyte': ['bad-argument', layer(`dense({ units: 'x'.repeat(1e6) })`)],
  'a name of a megabyte': ['bad-argument', layer(`dense({ units: 1, name: 'x'.repeat(1e6) })`)],
  'a million sizes': [['bad-argument', 'timeout'], layer('reshape({ targetShape: new Array(1e6).fill(1) })')],
  'a shape of a million': [
    ['bad-argument', 'timeout'],
    'export default (tf) => tf.input({ shape: new Array(1e6).fill(1) });',
  ],
  'a sparse list of sizes': [['bad-argument', 'timeout'], layer('reshape({ targetShape: new Array(5e4) })')],
  'a million tensors to merge': [
    ['bad-argument', ...FULL],
    over('return tf.layers.add().apply(new Array(1e6).fill(x));'),
  ],
};
