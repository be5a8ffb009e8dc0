import { GOOD, type Programs, layer, over, returning, after } from '../program.ts';

/** Programs that rewrite what they run on. Their own world is theirs; what is recorded must be in order all the same. */
export const PROTOTYPES: Programs = {
  'a key of every object': ['network', after(`Object.prototype.polluted = 'yes';`)],
  'a key of every list': ['network', after(`Array.prototype.polluted = 'yes';`)],
  'a prototype by literal': ['network', after('({}).__proto__.polluted = 1;')],
  'a prototype by constructor': ['network', after('({}).constructor.prototype.polluted = 1;')],
  'a prototype out of JSON': [
    'network',
    after(`Object.assign({}, JSON.parse('{"__proto__": {"polluted": 1}}'));`),
  ],
  'a unit for every layer': [
    'bad-argument',
    layer('dense({})').replace('let x', 'Object.prototype.units = 4; let x'),
  ],
  'an op for every message': ['network', after(`Object.prototype.op = 'finish';`)],
  'a fault in every answer': [
    ['shape', 'runtime'],
    after(`Object.prototype.fault = { kind: 'shape', message: 'forged' };`),
  ],
  'a value in every answer': ['network', after('Object.prototype.value = { id: 9 };')],
  'a layer in every thing': [
    'output',
    `export default () => { Object.prototype.$layer = 0; Object.prototype.$tensor = 0; return {}; };`,
  ],
  'a model in every thing': [
    'output',
    `export default () => { Object.prototype.$model = () => ({ inputs: [0], outputs: [0] }); return {}; };`,
  ],
  'a setter of every kind': [
    'network',
    after(`Object.defineProperty(Object.prototype, 'kind', { set() { throw 1; }, get: () => 'shape' });`),
  ],
  'a toJSON of every object': [
    ['bad-argument', 'network', 'runtime'],
    after('Object.prototype.toJSON = () => 1;'),
  ],
  'a toJSON of every text': [['network', 'bad-argument'], after(`String.prototype.toJSON = () => 'input';`)],
  'a toJSON of every number': [['network', 'bad-argument'], after('Number.prototype.toJSON = () => 1e9;')],
  'another stringify': ['network', after(`JSON.stringify = () => '{"op":"finish"}';`)],
  'another parse': ['network', after('JSON.parse = () => ({ value: { id: 0 } });')],
  'another test of lists': ['network', after('Array.isArray = () => true;')],
  'another freeze': ['network', after('Object.freeze = () => ({});')],
  'another test of finite numbers': [
    'bad-argument',
    layer('dense({ units: NaN })').replace('let x', 'Number.isFinite = () => true; let x'),
  ],
  'another get of weak maps': [
    ['network', 'bad-argument', 'runtime', 'output'],
    after('WeakMap.prototype.get = () => ({ $layer: 0, $tensor: 0 });'),
  ],
  'another has of weak maps': [
    ['network', 'bad-argument', 'runtime', 'output'],
    after('WeakMap.prototype.has = () => true;'),
  ],
  'another set of weak maps': [
    ['bad-argument', 'output', 'runtime'],
    after('WeakMap.prototype.set = () => {};'),
  ],
  'another map of lists': [
    ['bad-argument', 'output', 'runtime'],
    after('Array.prototype.map = () => [0, 1, 2];'),
  ],
  'another iterator of lists': [
    ['bad-argument', 'runtime', 'output'],
    after('Array.prototype[Symbol.iterator] = function* () {};'),
  ],
  'an iterator that throws': [
    'runtime',
    after(`Array.prototype[Symbol.iterator] = () => { throw new Error('no'); };`),
  ],
  'another exec': ['network', after('RegExp.prototype.exec = () => ["candidate.js:1", "1e9"];')],
  'another call': ['network', after('Function.prototype.call = Function.prototype.apply = () => {};')],
  'another text of functions': ['network', after(`Function.prototype.toString = () => 'native code';`)],
  'another promise': ['network', after('globalThis.Promise = class {};')],
  'an instance test that throws': [
    'output',
    `export default () => { Object.defineProperty(Promise, Symbol.hasInstance, { value() { throw 1; } }); return 1; };`,
  ],
  'another error': [
    'network',
    after(`globalThis.Error = class { constructor() { this.stack = 'candidate.js:999999'; } };`),
  ],
  'an error that throws': [
    'runtime',
    over(`globalThis.Error = class { constructor() { throw 1; } }; tf.layers.dense({ units: NaN });`),
  ],
  'a proxy without traps of its own': [
    ['network', 'runtime'],
    after('globalThis.Proxy = function () { return {}; };'),
  ],
  'another Reflect': ['network', after('globalThis.Reflect = undefined;')],
  'another undefined': ['runtime', after('globalThis.undefined = 1;')],
  'a frozen world': [
    'network',
    after('Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(globalThis);'),
  ],
  'a world with another prototype': [
    ['network', 'runtime'],
    after('Object.setPrototypeOf(globalThis, null);'),
  ],
  'objects with another prototype': [
    'runtime',
    after('Object.setPrototypeOf(Object.prototype, new Proxy({}, { get() { throw 1; } }));'),
  ],
  'a world without names': [
    'runtime',
    after(
      'for (const key of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[key]; } catch {}',
    ),
  ],
  'tf with another layer': [['runtime', 'unknown-layer'], after('tf.layers.dense = () => ({});')],
  'tf with another prototype': [
    ['network', 'runtime'],
    after('Object.setPrototypeOf(tf.layers, { dense: 1 });'),
  ],
  'a defined property of tf': ['runtime', after(`Object.defineProperty(tf, 'input', { value: () => 1 });`)],
  'a deleted layer': ['runtime', after('delete tf.layers.dense;')],
  'a tensor of another shape': ['runtime', over('x.shape[1] = 1e9;')],
  'a tensor of another shape by pushing': ['runtime', over('x.shape.push(4);')],
  'a layer of another name': ['runtime', over(`tf.layers.dense({ units: 1 }).name = 'input_1';`)],
  'the shape of the task': [
    'bad-argument',
    `export default (tf, s) => { s[0] = -1; return tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: s })] }); };`,
  ],
  'other arguments': [
    'network',
    `export default function build(tf, inputShape, numClasses) { arguments[2] = 3; return ${GOOD}; }`,
  ],
  'settings with an own prototype': [
    'bad-argument',
    layer(`dense(JSON.parse('{"units": 1, "__proto__": {"name": "a"}}'))`),
  ],
  'settings called constructor': [
    'bad-argument',
    layer(`dense(JSON.parse('{"units": 1, "constructor": 1}'))`),
  ],
  'settings called toString': ['bad-argument', layer(`dense({ units: 1, toString: 1 })`)],
  'inherited settings': ['bad-argument', layer('dense(Object.create({ units: 4 }))')],
  'a layer named __proto__': ['bad-argument', layer(`dense({ units: 1, name: '__proto__' })`)],
  'a layer named constructor': ['bad-argument', layer(`dense({ units: 1, name: 'constructor' })`)],
  'a layer named hasOwnProperty': ['bad-argument', layer(`dense({ units: 1, name: 'hasOwnProperty' })`)],
  'a factory called __proto__': [
    ['runtime', 'unknown-layer', 'output'],
    returning('tf.layers.__proto__({})'),
  ],
  'a factory called constructor': [
    ['runtime', 'unknown-layer', 'output'],
    returning('tf.layers.constructor({})'),
  ],
  'a factory called toString': [['output', 'runtime'], returning('tf.layers.toString()')],
  'an initialiser called constructor': [
    ['bad-argument', 'unknown-layer'],
    layer(`dense({ units: 1, kernelInitializer: 'constructor' })`),
  ],
  'an activation called __proto__': ['bad-argument', layer(`dense({ units: 1, activation: '__proto__' })`)],
};
