import { GOOD, type Programs, over, returning, after } from '../program.ts';

/** Promises, generators and whatever else would answer later. */
export const WAITING: Programs = {
  'an async function': [
    'output',
    `export default async function build(tf, inputShape, numClasses) { return ${GOOD}; }`,
  ],
  'an async arrow': ['output', `export default async (tf, inputShape, numClasses) => ${GOOD};`],
  'a generator': ['output', `export default function* build(tf, inputShape, numClasses) { return ${GOOD}; }`],
  'an async generator': ['output', `export default async function* build(tf) { yield tf; }`],
  'a promise of a model': ['output', returning(`Promise.resolve(${GOOD})`)],
  'a promise that fails': ['output', returning(`Promise.reject(new Error('no'))`)],
  'a promise that never answers': ['output', returning('new Promise(() => {})')],
  'something that can be waited for': ['output', returning(`{ then(done) { done(${GOOD}); } }`)],
  'a wait at the top': [
    ['no-function', 'output', 'network'],
    `await 1;\nexport default function build(tf, inputShape, numClasses) { return ${GOOD}; }`,
  ],
  'a wait at the top without end': ['no-function', 'await new Promise(() => {});\nexport default () => 1;'],
  'a wait for a chain without end': [
    ['no-function', 'timeout', 'memory', 'output'],
    'const f = () => Promise.resolve().then(f);\nawait f();\nexport default () => 1;',
  ],
  'a wait within the function': ['syntax', 'export default function build(tf) { await 1; }'],
  'a wait in a loop': ['syntax', 'export default function build(tf) { for await (const x of []) {} }'],
  'a chain that is left behind': ['network', after('const f = () => Promise.resolve().then(f); f();')],
  'a failure that is left behind': ['network', after(`Promise.reject(new Error('late'));`)],
  'a layer that is made later': [
    'network',
    after('Promise.resolve().then(() => tf.layers.dense({ units: NaN }));'),
  ],
  'a model that is changed later': [
    'network',
    `export default function build(tf, inputShape, numClasses) { const m = ${GOOD}; Promise.resolve().then(() => m.add(tf.layers.dense({ units: 3 }))); return m; }`,
  ],
  'a generator that holds tensors': ['output', over('function* f() { yield x; } return f();')],
  'a layer in a generator': [
    'bad-argument',
    over('function* f() { yield x; } return tf.layers.flatten().apply(f());'),
  ],
  'a layer of a promise': ['bad-argument', over('return tf.layers.flatten().apply(Promise.resolve(x));')],
  'a size that is promised': [
    'bad-argument',
    over('return tf.layers.dense({ units: Promise.resolve(4) }).apply(x);'),
  ],
  'a timer': ['runtime', after('setTimeout(() => {}, 0);')],
  'an interval': ['runtime', after('setInterval(() => {}, 0);')],
  'a microtask': ['runtime', after('queueMicrotask(() => {});')],
  'an animation': ['runtime', after('requestAnimationFrame(() => {});')],
  'a return while a finally waits': [
    'output',
    `export default async function build(tf) { try { return 1; } finally { await 1; } }`,
  ],
};
