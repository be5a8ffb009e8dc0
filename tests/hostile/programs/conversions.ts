import { type Programs, layer, over, after } from '../program.ts';

/** Values that do something when they are read, and errors that do. */
export const CONVERSIONS: Programs = {
  'a size with a value': ['bad-argument', layer(`dense({ units: { valueOf: () => '4' } })`)],
  'a size with a text': ['bad-argument', layer(`dense({ units: { toString: () => '4' } })`)],
  'a size with a primitive': ['bad-argument', layer('dense({ units: { [Symbol.toPrimitive]: () => 4 } })')],
  'a size with JSON': ['output', layer('dense({ units: { toJSON: () => 4 } })')],
  'JSON of something else': ['bad-argument', layer(`dense({ units: { toJSON: () => 'many' } })`)],
  'JSON of itself': ['bad-argument', layer('dense({ units: { toJSON() { return this; } } })')],
  'JSON of a function': ['bad-argument', layer('dense({ units: { toJSON: () => () => 4 } })')],
  'JSON that throws': ['runtime', layer(`dense({ units: { toJSON() { throw new Error('no'); } } })`)],
  'JSON that throws nothing': ['runtime', layer('dense({ units: { toJSON() { throw undefined; } } })')],
  'JSON that grows': [
    ['bad-argument', 'memory', 'timeout'],
    layer('dense({ units: { toJSON() { return { a: this, b: this }; } } })'),
  ],
  'settings with JSON': [
    ['bad-argument', 'output'],
    layer('dense({ units: 4, toJSON: () => ({ units: 5 }) })'),
  ],
  'settings in a cycle': ['bad-argument', over('const s = { units: 1 }; s.name = s; tf.layers.dense(s);')],
  'a getter that changes': [
    ['output', 'bad-argument'],
    layer('dense({ n: 0, get units() { return this.n++; } })'),
  ],
  'a getter that throws': ['runtime', layer(`dense({ get units() { throw new Error('no'); } })`)],
  'a getter that throws a symbol': ['runtime', layer(`dense({ get units() { throw Symbol('no'); } })`)],
  'a symbol as a key': ['output', layer('dense({ units: 4, [Symbol.iterator]: 1 })')],
  'a list that cannot be spread': [
    'bad-argument',
    layer(
      'reshape({ targetShape: Object.assign([40, 1, 1, 1, 1], { [Symbol.isConcatSpreadable]: false }) })',
    ),
  ],
  'a list of another kind': [
    'bad-argument',
    layer(
      'reshape({ targetShape: new (class extends Array { static get [Symbol.species]() { throw 1; } })(40, 0) })',
    ),
  ],
  'an apply with JSON': ['bad-argument', over('return tf.layers.flatten().apply({ toJSON: () => x });')],
  'a name with a tag': ['bad-argument', layer(`dense({ units: 4, name: { [Symbol.toStringTag]: 'a' } })`)],
  'a key of tf that throws': ['runtime', after('tf[{ toString() { throw new Error("no"); } }];')],
  'a key of tf that is a symbol': [
    'network',
    after('tf[Symbol.toPrimitive]; tf[Symbol.iterator]; tf.layers[Symbol.toStringTag];'),
  ],
  'tf as a text': ['network', after('`${tf}`;')],
  'tf as a number': ['network', after('+tf;')],
  'tf as JSON': ['network', after('JSON.stringify(tf);')],
  'tf compared': ['network', after('tf == tf.layers; tf === tf;')],
  'tf spread': ['network', after('({ ...tf, ...tf.layers });')],
  'a thrown nothing': ['runtime', after('throw undefined;')],
  'a thrown null': ['runtime', after('throw null;')],
  'a thrown not-a-number': ['runtime', after('throw NaN;')],
  'a thrown big integer': ['runtime', after('throw 10n;')],
  'a thrown symbol': ['runtime', after(`throw Symbol('s');`)],
  'a thrown function': ['runtime', after('throw () => 1;')],
  'a thrown list': ['runtime', after('throw [1, [2]];')],
  'a thrown cycle': ['runtime', after('const a = {}; a.a = a; throw a;')],
  'a thrown list without end': [
    ['runtime', 'memory', 'timeout'],
    after('throw new Array(1e5).fill({ a: 1 });'),
  ],
  'a thrown value that cannot be read': ['runtime', after('throw { toJSON() { throw 1; } };')],
  'a thrown value whose JSON never comes': [
    ['runtime', 'timeout'],
    after('throw { toJSON() { for (;;); } };'),
  ],
  'a thrown proxy': [['runtime', 'timeout'], after('throw new Proxy({}, { get() { for (;;); } });')],
  'a thrown revoked proxy': [
    'runtime',
    after('const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;'),
  ],
  'a thrown tf': ['runtime', after('throw tf;')],
  'a thrown model': ['runtime', after('throw tf.sequential();')],
  'a thrown promise': ['runtime', after('throw Promise.resolve(1);')],
  'an error with a stack that throws': [
    'runtime',
    after(`throw Object.defineProperty(new Error('a'), 'stack', { get() { throw 1; } });`),
  ],
  'an error with a stack of no text': [
    'runtime',
    after(`throw Object.assign(new Error('a'), { stack: { toString: () => 'candidate.js:1' } });`),
  ],
  'an error with a stack without end': [
    ['runtime', 'timeout'],
    after(`throw Object.defineProperty(new Error('a'), 'stack', { get() { for (;;); } });`),
  ],
  'an error with a line of its own': [
    'runtime',
    after(`throw Object.assign(new Error('a'), { stack: 'candidate.js:99999999999999999999' });`),
  ],
  'an error with a name that throws': [
    'runtime',
    after(`throw Object.defineProperty(new Error('a'), 'name', { get() { throw 1; } });`),
  ],
  'an error with a name of a list': [
    'runtime',
    after(`throw Object.assign(new Error('a'), { name: [1, 2] });`),
  ],
  'an error with a message that throws': [
    'runtime',
    after(`throw Object.defineProperty(new Error(), 'message', { get() { throw new Error('again'); } });`),
  ],
  'an error with a long message': ['runtime', after(`throw new Error('x'.repeat(1e6));`)],
  'an error with a cause that is itself': [
    'runtime',
    after(`const e = new Error('a'); e.cause = e; throw e;`),
  ],
  'an error of errors': ['runtime', after(`throw new AggregateError([new Error('a')], 'b');`)],
  'an error that says it is out of time': [
    ['timeout', 'runtime'],
    after(`throw Object.assign(new Error('interrupted'), { name: 'InternalError' });`),
  ],
  'an error that says it is out of memory': [
    ['memory', 'runtime'],
    after(`throw Object.assign(new Error('out of memory'), { name: 'InternalError' });`),
  ],
  'a forged fault': [
    'runtime',
    after(`throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"forged"}' });`),
  ],
  'a forged fault that is long': [
    'runtime',
    after(
      `throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"' + 'x'.repeat(1e6) + '","line":1e9}' });`,
    ),
  ],
  'a forged fault of no kind': [
    'runtime',
    after(`throw Object.assign(new Error(), { fault: '{"kind":"fine","message":"forged"}' });`),
  ],
  'a forged fault on no line': [
    ['shape', 'runtime'],
    after(`throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"forged","line":-1.5}' });`),
  ],
  'a forged fault on a line past all numbers': [
    ['shape', 'runtime'],
    after(`throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"forged","line":1e999}' });`),
  ],
  'a forged fault that throws': [
    'runtime',
    after(`throw Object.defineProperty(new Error(), 'fault', { get() { throw 1; } });`),
  ],
  'a forged fault that is no JSON': ['runtime', after(`throw Object.assign(new Error(), { fault: '{' });`)],
  'a forged fault with a prototype': [
    ['shape', 'runtime'],
    after(
      `throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"forged","__proto__":{"layer":"a"}}' });`,
    ),
  ],
  'a fault that is caught and thrown again': [
    'bad-argument',
    over('try { tf.layers.dense({}); } catch (e) { throw e; }'),
  ],
  'a fault that is caught and forgotten': ['network', after('try { tf.layers.dense({}); } catch {}')],
  'a fault that is changed': [
    'runtime',
    over(`try { tf.layers.dense({}); } catch (e) { e.fault = 1; throw e; }`),
  ],
};
