import { type Programs, layer, over, returning, after } from '../program.ts';

/** Programs that never end by themselves. */
export const LOOPS: Programs = {
  'for without end': ['timeout', after('for (;;) {}')],
  'while true': ['timeout', after('while (true) {}')],
  'do while true': ['timeout', after('do {} while (true);')],
  'a count that never arrives': ['timeout', after('for (let i = 0; i !== 1; i += 0.3) {}')],
  'a count without a number': ['timeout', after('for (let i = 0; !(i > 10); i += NaN) {}')],
  'a loop at the top': ['timeout', 'for (;;) {}\nexport default () => 1;'],
  'a loop in a default argument': ['timeout', 'export default (tf, s, n, x = (() => { for (;;); })()) => 1;'],
  'a loop in a static block': ['timeout', after('class A { static { for (;;); } }')],
  'a loop in a computed key': ['timeout', after('const o = { [(() => { for (;;); })()]: 1 };')],
  'a loop that continues a label': ['timeout', after('a: for (;;) { for (;;) continue a; }')],
  'a loop that finally continues': ['timeout', after('for (;;) { try { break; } finally { continue; } }')],
  'a loop that swallows its interruption': ['timeout', after('for (;;) try { for (;;) {} } catch {}')],
  'a loop that finally loops': ['timeout', after('try { for (;;) {} } finally { for (;;) {} }')],
  'a loop that finally returns a network': [
    'timeout',
    after('try { for (;;) {} } catch {} finally { for (;;) {} }'),
  ],
  'a spread of an endless generator': [
    ['timeout', 'memory'],
    after('function* f() { for (;;) yield 1; } const a = [...f()];'),
  ],
  'an endless generator that is only read': [
    'timeout',
    after('function* f() { for (;;) yield 1; } for (const x of f()) {}'),
  ],
  'a generator that yields to itself': [
    'timeout',
    after('function* f() { for (;;) yield; } const g = f(); for (;;) g.next();'),
  ],
  'an iterator that is never done': [
    'timeout',
    after('for (const x of { [Symbol.iterator]: () => ({ next: () => ({}) }) }) {}'),
  ],
  'destructuring of an endless iterator': ['timeout', after('const [a = (() => { for (;;); })()] = [];')],
  'a map that grows while it is read': [
    ['timeout', 'memory'],
    after('const m = new Map([[0, 0]]); for (const [k] of m) m.set(k + 1, 0);'),
  ],
  'a set that grows while it is read': [
    ['timeout', 'memory'],
    after('const s = new Set([0]); for (const k of s) s.add(k + 1);'),
  ],
  'a list that grows while it is read': [
    ['timeout', 'memory'],
    after('const a = [0]; for (const k of a) a.push(k);'),
  ],
  'a comparison that never answers': ['timeout', after('[1, 2].sort(() => { for (;;); });')],
  'a callback of map': ['timeout', after('[1].map(() => { for (;;); });')],
  'a callback of replace': ['timeout', after(`'a'.replace(/a/, () => { for (;;); });`)],
  'a reviver': ['timeout', after(`JSON.parse('[1]', () => { for (;;); });`)],
  'a toJSON': ['timeout', after('JSON.stringify({ toJSON() { for (;;); } });')],
  'a toString in a template': ['timeout', after('`${{ toString() { for (;;); } }}`;')],
  'a valueOf in a comparison': ['timeout', after('({ valueOf() { for (;;); } }) < 1;')],
  'a conversion to a primitive': ['timeout', after('+{ [Symbol.toPrimitive]() { for (;;); } };')],
  'a test of instance': ['timeout', after('1 instanceof { [Symbol.hasInstance]() { for (;;); } };')],
  'a getter': ['timeout', after('({ get a() { for (;;); } }).a;')],
  'a setter': ['timeout', after('({ set a(v) { for (;;); } }).a = 1;')],
  'a trap of a proxy': ['timeout', after('new Proxy({}, { get() { for (;;); } }).a;')],
  'a getter among settings': ['timeout', layer('dense({ get units() { for (;;); } })')],
  'a proxy as settings': ['timeout', layer('dense(new Proxy({}, { ownKeys() { for (;;); } }))')],
  'a proxy as a list of layers': [
    'timeout',
    returning('tf.sequential({ layers: new Proxy([], { get() { for (;;); } }) })'),
  ],
  'a list of layers that is endless by its own word': [
    'bad-argument',
    returning('tf.sequential({ layers: { length: Infinity } })'),
  ],
  'an iterator of tensors': [
    'timeout',
    over(
      'return tf.layers.add().apply(Object.assign([x], { [Symbol.iterator]: function* () { for (;;) yield x; } }));',
    ),
  ],
  'a tagged template': ['timeout', after('((s) => { for (;;); })`a`;')],
  'a constructor': ['timeout', after('new (class { constructor() { for (;;); } })();')],
  'a field of a class': ['timeout', after('new (class { a = (() => { for (;;); })(); })();')],
  'a long count that could end': ['timeout', after('let s = 0; for (let i = 0; i < 1e12; i++) s += i;')],
  'a power by hand': ['timeout', after('let n = 1n; for (;;) n = n * 3n % 1000000007n;')],
  Ackermann: [
    ['timeout', 'memory'],
    after('const a = (m, n) => m === 0 ? n + 1 : n === 0 ? a(m - 1, 1) : a(m - 1, a(m, n - 1)); a(4, 4);'),
  ],
  'all orders of twelve': [
    ['timeout', 'memory'],
    after('const p = (a, n) => n === 1 ? 1 : a.map(() => p(a, n - 1)).length; p(new Array(12).fill(0), 12);'),
  ],
};
