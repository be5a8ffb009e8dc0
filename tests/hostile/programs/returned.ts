import { GOOD, type Programs, over, returning, after } from '../program.ts';

/** Programs that return something other than a model, or a model that is not what it seems. */
export const RETURNED: Programs = {
  nothing: ['output', returning('')],
  null: ['output', returning('null')],
  'a number': ['output', returning('NaN')],
  'a text': ['output', returning(`'model'`)],
  'a symbol': ['output', returning('Symbol.iterator')],
  'a whole number': ['output', returning('10n')],
  'a function': ['output', returning('() => tf')],
  'a class': ['output', returning('class {}')],
  'tf itself': ['output', returning('tf')],
  'the layers': ['output', returning('tf.layers')],
  'a layer': ['output', returning('tf.layers.flatten()')],
  'a tensor': ['output', over('return x;')],
  'a list with a model': ['output', returning(`[${GOOD}]`)],
  'a model in an object': ['output', returning(`{ model: ${GOOD} }`)],
  'a copy of a model': ['output', returning(`{ ...${GOOD} }`)],
  'an heir of a model': ['output', returning(`Object.create(${GOOD})`)],
  'a proxy of a model': ['output', returning(`new Proxy(${GOOD}, {})`)],
  'a proxy that throws': [
    ['output', 'runtime'],
    returning('new Proxy({}, { get() { throw 1; }, has() { throw 1; }, getPrototypeOf() { throw 1; } })'),
  ],
  'a proxy that was revoked': [
    ['output', 'runtime'],
    after('const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy;'),
  ],
  'a proxy whose prototype never comes': [
    'timeout',
    returning('new Proxy({}, { getPrototypeOf() { for (;;); } })'),
  ],
  'a cycle': ['output', after('const a = {}; a.a = a; return a;')],
  'getters all the way': [
    'output',
    returning('{ get inputs() { return this; }, get outputs() { return this; } }'),
  ],
  'a model by hand': ['output', returning('{ inputs: [], outputs: [], $model: true }')],
  'a saved model': ['output', returning(`{ class_name: 'Functional', config: { layers: [] } }`)],
  'numbers for tensors': ['bad-argument', returning('tf.model({ inputs: 0, outputs: 1 })')],
  'tensors by hand': [
    'bad-argument',
    returning('tf.model({ inputs: { $tensor: 0 }, outputs: { $tensor: 0 } })'),
  ],
  'proxies of tensors': ['bad-argument', over('return tf.model({ inputs: new Proxy(x, {}), outputs: x });')],
  'nothing for outputs': ['bad-argument', over('return tf.model({ inputs: x });')],
  'no settings': ['bad-argument', returning('tf.model()')],
  'two outputs': ['output', over('return tf.model({ inputs: x, outputs: [x, x] });')],
  'no outputs': ['output', over('return tf.model({ inputs: x, outputs: [] });')],
  'a million outputs': [
    ['bad-argument', 'output', 'timeout'],
    over('return tf.model({ inputs: x, outputs: new Array(1e5).fill(x) });'),
  ],
  'the input as output': ['output', over('return tf.model({ inputs: x, outputs: x });')],
  'a layer as input': ['bad-argument', over('return tf.model({ inputs: tf.layers.flatten(), outputs: x });')],
  'inputs the other way round': [
    'output',
    over(
      'const y = tf.layers.dense({ units: 10 }).apply(tf.layers.flatten().apply(x)); return tf.model({ inputs: y, outputs: x });',
    ),
  ],
  'settings with getters that change': [
    ['output', 'bad-argument', 'network'],
    over(
      'const y = tf.layers.dense({ units: 10 }).apply(tf.layers.flatten().apply(x)); let n = 0; return tf.model({ inputs: x, get outputs() { return n++ ? x : y; } });',
    ),
  ],
  'a list that changes while it is read': [
    ['network', 'bad-argument', 'output', 'runtime'],
    over(
      'const y = tf.layers.dense({ units: 10 }).apply(tf.layers.flatten().apply(x)); let n = 0; return tf.model({ inputs: x, outputs: Object.defineProperty([y], 0, { get: () => (n++ ? 7 : y) }) });',
    ),
  ],
  'an empty sequence': ['output', returning('tf.sequential()')],
  'a sequence of an input alone': [
    'output',
    returning('tf.sequential({ layers: [tf.layers.inputLayer({ inputShape })] })'),
  ],
  'a sequence of nothing': ['bad-argument', returning('tf.sequential({ layers: [null] })')],
  'a sequence as text': ['bad-argument', returning(`tf.sequential({ layers: 'dense' })`)],
  'a sequence that holds itself': ['bad-argument', after('const m = tf.sequential(); m.add(m); return m;')],
  'a model from an earlier call': ['output', `let kept;\nexport default (tf, s, n) => kept;`],
};
