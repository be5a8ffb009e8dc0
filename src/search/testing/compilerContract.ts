import type { Architecture, CandidateFault, FaultKind, TaskShape } from '../domain.ts';
import { faultInEnglish } from '../faults/english.ts';
import type { Compiler } from '../ports.ts';
import type { Runner } from './runner.ts';

const task: TaskShape = { inputShape: [40, 1], classes: 10 };

const HEAD = `tf.layers.dense({ units: n, activation: 'softmax' })`;

/** The same network in every form that a program may take. */
const FORMS: Readonly<Record<string, string>> = {
  'export default function': `export default function build(tf, s, n) {
  return tf.sequential({ layers: [tf.layers.flatten({ inputShape: s }), ${HEAD}] });
}`,
  'an anonymous default export': `export default (tf, s, n) => {
  const input = tf.input({ shape: s });
  return tf.model({ inputs: input, outputs: ${HEAD}.apply(tf.layers.flatten().apply(input)) });
};`,
  'a single export by another name': `const units = 10;
export const createModel = (tf, s, n) => tf.sequential({ layers: [tf.layers.flatten({ inputShape: s }), ${HEAD}] });`,
  'module.exports': `module.exports = function (tf, s, n) {
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape: s, name: 'flat' }));
  model.add(${HEAD});
  return model;
};`,
  'exports.build': `exports.build = (tf, s, n) => tf.sequential({ layers: [tf.layers.flatten({ inputShape: s }), ${HEAD}] });`,
  'a lone function': `// A classifier.
function network(tf, s, n) {
  console.log('building');
  return tf.sequential({ layers: [tf.layers.flatten({ batchInputShape: [null, ...s] }), ${HEAD}] });
}`,
  'a function called build among helpers': `const head = (tf, n) => ${HEAD};
function build(tf, s, n) { return tf.sequential({ layers: [tf.layers.flatten({ inputShape: s }), head(tf, n)] }); }`,
};

/** Statements between an input `x` and the end, on line 3 of the program. */
const body = (statements: string) => `export default function build(tf, inputShape, numClasses) {
  let x = tf.input({ shape: inputShape });
  ${statements}
}`;

const applied = (layer: string) => body(`x = tf.layers.${layer}.apply(x); return x;`);

type Expected = Pick<CandidateFault, 'kind'> & {
  readonly line?: number;
  readonly layer?: string;
  readonly says?: RegExp;
};

/** A program for every way to go wrong, with what must be said of it. */
const FAULTS: Readonly<Record<string, readonly [string, Expected]>> = {
  'no code': ['', { kind: 'empty', says: /no code/ }],
  'blank lines': [' \n\n', { kind: 'empty' }],
  prose: ['Here is the network you asked for:', { kind: 'syntax', line: 1 }],
  'an open bracket': [
    'export default function build(tf) {\n  return tf.sequential(;\n}',
    { kind: 'syntax', line: 2 },
  ],
  'nesting that no parser follows': [`export default ${'['.repeat(8000)}`, { kind: 'syntax' }],
  'a constant and no function': ['export const units = 10;', { kind: 'no-function', says: /export default/ }],
  'several functions': ['function a() {}\nfunction b() {}', { kind: 'no-function', says: /a, b/ }],
  'several exports': ['export function a() {}\nexport function b() {}', { kind: 'no-function' }],
  'an await at the top': ['await new Promise(() => {});\nexport default () => 1;', { kind: 'no-function' }],
  'an import': [
    `\nimport * as tf from '@tensorflow/tfjs';`,
    { kind: 'unknown-layer', line: 2, says: /first argument/ },
  ],
  'a layer by another spelling': [
    applied('conv1D({})'),
    { kind: 'unknown-layer', line: 3, says: /write conv1d/ },
  ],
  'a layer that is not offered': [
    applied('embedding({})'),
    { kind: 'unknown-layer', line: 3, says: /there are dense/ },
  ],
  'an operation on a tensor': [body('x = x.relu();'), { kind: 'unknown-layer', line: 3, says: /tf\.layers/ }],
  'a tensor function': [body('x = tf.relu(x);'), { kind: 'unknown-layer', line: 3 }],
  training: [
    body('const m = tf.model({ inputs: x, outputs: x }); m.compile({});'),
    { kind: 'unknown-layer', line: 3, says: /trains it/ },
  ],
  chance: [body('Math.random();'), { kind: 'unknown-layer', line: 3 }],
  'the time': [body('new Date();'), { kind: 'unknown-layer', line: 3 }],
  'a missing setting': [applied('dense({})'), { kind: 'bad-argument', line: 3, says: /units/ }],
  'an unknown setting': [
    applied('dense({ units: 2, kernelSize: 3 })'),
    { kind: 'bad-argument', line: 3, says: /'kernelSize'/ },
  ],
  'a size that is no number': [
    applied('dense({ units: 0 / 0 })'),
    { kind: 'bad-argument', line: 3, says: /NaN/ },
  ],
  'a negative size': [applied('dense({ units: -1 })'), { kind: 'bad-argument', line: 3, says: /-1/ }],
  'an unknown activation': [
    applied(`dense({ units: 2, activation: 'silu' })`),
    { kind: 'bad-argument', line: 3, says: /swish/ },
  ],
  'an unknown initialiser': [
    applied(`dense({ units: 2, kernelInitializer: 'he' })`),
    { kind: 'bad-argument', line: 3, says: /heNormal/ },
  ],
  'two layers of one name': [
    body(`for (let i = 0; i < 2; i++) x = tf.layers.dense({ units: 2, name: 'same' }).apply(x);`),
    { kind: 'bad-argument', line: 3, says: /'same'/ },
  ],
  'a list in place of settings': [
    body('x = tf.layers.add([x, x]);'),
    { kind: 'bad-argument', line: 3, says: /apply/ },
  ],
  'a call with further settings': [
    body('x = tf.layers.dropout({ rate: 0.5 }).apply(x, { training: true });'),
    { kind: 'bad-argument', line: 3, says: /nothing else/ },
  ],
  'a layer that was not applied': [
    body('x = tf.layers.flatten().apply(tf.layers.flatten());'),
    { kind: 'bad-argument', line: 3 },
  ],
  'a sequential model without a shape': [
    body('tf.sequential({ layers: [tf.layers.flatten()] });'),
    { kind: 'bad-argument', line: 3, says: /inputShape/ },
  ],
  'a window that does not fit': [
    applied(`conv1d({ filters: 2, kernelSize: 41, name: 'wide' })`),
    { kind: 'shape', line: 3, layer: 'wide', says: /41.*40.*'same'/ },
  ],
  'a wrong number of axes': [
    applied('conv2d({ filters: 2, kernelSize: 3 })'),
    { kind: 'shape', line: 3, layer: 'conv2d_1', says: /\[40, 1, 1\]/ },
  ],
  'shapes that do not merge': [
    body(
      'x = tf.layers.add().apply([tf.layers.flatten().apply(x), tf.layers.dense({ units: 3 }).apply(x)]);',
    ),
    { kind: 'shape', line: 3, layer: 'add_1', says: /\[40\].*\[40, 3\]/ },
  ],
  'an input of another shape': [
    `export default (tf) =>\n  tf.input({ shape: [28, 28, 1] });`,
    { kind: 'shape', line: 2, says: /\[40, 1\]/ },
  ],
  'no return': [body(''), { kind: 'output', says: /undefined.*return tf\.model/ }],
  'a returned tensor': [body('return x;'), { kind: 'output', says: /a tensor/ }],
  'an async function': [
    body('return x;').replace('function', 'async function'),
    { kind: 'output', says: /async/ },
  ],
  'a model that ends in the wrong shape': [
    body('return tf.model({ inputs: x, outputs: tf.layers.dense({ units: 3 }).apply(x) });'),
    { kind: 'output', line: 3, layer: 'dense_1', says: /\[40, 3\].*\[10\]/ },
  ],
  'a model that ends in relu': [
    body(
      `return tf.model({ inputs: x, outputs: tf.layers.dense({ units: 10, activation: 'relu' }).apply(tf.layers.flatten().apply(x)) });`,
    ),
    { kind: 'output', line: 3, layer: 'dense_1', says: /relu/ },
  ],
  'a softmax before the end': [
    body(`x = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(tf.layers.flatten().apply(x));
  return tf.model({ inputs: x, outputs: tf.layers.dropout({ rate: 0.1 }).apply(x) });`),
    { kind: 'output', says: /one|end/ },
  ],
  'a model with two inputs': [
    body('const y = tf.input({ shape: inputShape }); return tf.model({ inputs: [x, y], outputs: x });'),
    { kind: 'output', line: 3, says: /one input/ },
  ],
  'an input that the model does not name': [
    body(`const y = tf.input({ shape: inputShape });
  return tf.model({ inputs: x, outputs: tf.layers.dense({ units: 10 }).apply(tf.layers.flatten().apply(y)) });`),
    { kind: 'output', line: 4 },
  ],
  'an empty sequential model': [body('return tf.sequential();'), { kind: 'output', says: /no layers/ }],
  'a long text': [`// ${'x'.repeat(20_000)}`, { kind: 'too-big', says: /bytes/ }],
  'many layers': [
    body('for (;;) x = tf.layers.dense({ units: 1 }).apply(x);'),
    { kind: 'too-big', line: 3, says: /200 layers/ },
  ],
  'many parameters in one layer': [
    applied('dense({ units: 1000000 }).apply(x); x = tf.layers.dense({ units: 100 })'),
    { kind: 'too-big', line: 3, says: /dense_1/ },
  ],
  'many parameters in all': [
    body(`const input = x; x = tf.layers.flatten().apply(x);
  for (let i = 0; i < 3; i++) x = tf.layers.dense({ units: 1000 }).apply(x);
  return tf.model({ inputs: input, outputs: tf.layers.dense({ units: 10 }).apply(x) });`),
    { kind: 'too-big', line: 4, layer: 'dense_2', says: /2,053,010 parameters.*2,000,000/ },
  ],
  'many operations': [
    body(`const conv = tf.layers.conv1d({ filters: 100, kernelSize: 40, padding: 'same' }); const input = x;
  x = tf.layers.dense({ units: 100 }).apply(x);
  for (let i = 0; i < 7; i++) x = conv.apply(x);
  return tf.model({ inputs: input, outputs: tf.layers.dense({ units: 10 }).apply(tf.layers.flatten().apply(x)) });`),
    {
      kind: 'too-big',
      line: 5,
      layer: 'conv1d_1',
      says: /224,\d+,\d+ floating-point operations.*200,000,000/,
    },
  ],
  'large activations': [
    applied('dense({ units: 60000 })'),
    { kind: 'too-big', line: 3, layer: 'dense_1', says: /bytes of activations/ },
  ],
  'a loop without end': [body('for (;;) {}'), { kind: 'timeout' }],
  'a loop without end inside try': [body('for (;;) try { for (;;) {} } catch {}'), { kind: 'timeout' }],
  'a regular expression that explodes': [body(`/^(a+)+$/.test('a'.repeat(40) + '!');`), { kind: 'timeout' }],
  'a list without end': [
    body(`const a = []; for (;;) a.push(new Float64Array(100000));`),
    { kind: 'memory', line: 3 },
  ],
  'an enormous text': [body(`'a'.repeat(2 ** 29);`), { kind: 'memory', line: 3 }],
  'an enormous list': [body('new Array(1e9).fill(0);'), { kind: 'memory', line: 3 }],
  'a function that calls itself': [
    'const f = () => f() + 1;\nexport default () => f();',
    { kind: 'memory', line: 1 },
  ],
  'an unknown name': [body('return layers.dense();'), { kind: 'runtime', line: 3, says: /layers/ }],
  'a thrown error': [body(`throw new Error('not today');`), { kind: 'runtime', line: 3, says: /not today/ }],
  'a thrown null': [body('throw null;'), { kind: 'runtime', says: /null/ }],
};

/** Programs that attack the sandbox or the record; each must end as a fault, whatever it says. */
const ATTACKS: Readonly<Record<string, string>> = {
  'a returned proxy': 'export default () => new Proxy({}, { get() { throw 1; }, has() { throw 1; } });',
  'a returned cycle': 'export default () => { const a = {}; a.a = a; return a; };',
  'a returned model of its own': 'export default () => ({ inputs: [], outputs: [], $model: true });',
  'a setting that reads itself': applied('dense({ get units() { return this.units; } })'),
  'settings that contain themselves': body('const s = { units: 1 }; s.name = s; tf.layers.dense(s);'),
  'a list of a million sizes': applied('reshape({ targetShape: new Array(1e6).fill(1) })'),
  'settings with a prototype': applied('dense(JSON.parse(\'{"units": 1, "constructor": 1}\'))'),
  'a layer named like a method': applied(`dense({ units: 1, name: 'constructor' })`),
  'a layer made by hand': body('return tf.model({ inputs: { $tensor: 0 }, outputs: { $tensor: 0 } });'),
  'a rewritten WeakMap':
    body(`WeakMap.prototype.get = () => ({ $tensor: 99, $layer: 99, $model: () => ({ inputs: [0], outputs: [1e9] }) });
  WeakMap.prototype.has = () => true; return {};`),
  'a rewritten stringify': body(
    `WeakMap.prototype.has = () => true; WeakMap.prototype.get = () => undefined; return tf.layers.dense({ units: 1 });`,
  ),
  'a rewritten map': body('Array.prototype.map = () => "[0]"; return tf.layers.flatten().apply(x);'),
  'a rewritten regular expression': body(
    'RegExp.prototype.exec = () => ["", {}]; return tf.layers.flatten().apply(x);',
  ),
  'a look outside': `export default () => { const g = (() => {}).constructor('return globalThis')(); return g.process || g.self || g.postMessage; };`,
  'a thrown big integer': body('throw 10n;'),
  'a thrown symbol': body('throw Symbol("s");'),
  'a thrown function': body('throw () => 1;'),
  'a thrown value that cannot be read': body('throw { toJSON() { throw 1; } };'),
  'a thrown proxy that never answers': body('throw new Proxy({}, { get() { for (;;); } });'),
  'a thrown error that throws': body(
    `throw Object.defineProperty(new Error(), 'fault', { get() { throw 1; } });`,
  ),
  'a thrown error whose message throws': body(
    `throw Object.defineProperty(new Error(), 'message', { get() { throw new Error('again'); } });`,
  ),
  'a forged fault': body(
    `throw Object.assign(new Error(), { fault: '{"kind":"shape","message":"' + 'x'.repeat(1e6) + '","line":1e9,"layer":"' + 'x'.repeat(1e6) + '"}' });`,
  ),
  'a long message': body(`throw new Error('x'.repeat(1e6));`),
  'a dynamic import': `export default async () => import('node:fs');`,
};

/** What every compiler promises: an architecture or a fault, never an exception for a program's sake. */
export function compilerContract({ it, equal }: Runner, make: () => Promise<Compiler>) {
  const compile = async (source: string) => (await make()).compile(source, task);
  const architecture = async (source: string): Promise<Architecture> => {
    const result = await compile(source);
    if (!result.ok) throw new Error(`${result.error.kind}: ${faultInEnglish(result.error.message)}`);
    return result.value;
  };
  const faultOf = async (source: string): Promise<CandidateFault> => {
    const result = await compile(source);
    if (result.ok) throw new Error('a fault was expected');
    return result.error;
  };

  for (const [form, source] of Object.entries(FORMS)) {
    it(`reads ${form}`, async () => {
      const { params, hash, layers } = await architecture(source);
      equal([params, layers.map((layer) => layer.className)], [410, ['InputLayer', 'Flatten', 'Dense']]);
      equal(hash, (await architecture(Object.values(FORMS)[0] ?? '')).hash);
    });
  }

  for (const [name, [source, { kind, line, layer, says }]] of Object.entries(FAULTS)) {
    it(`refuses ${name} as ${kind}`, async () => {
      const fault = await faultOf(source);
      equal(fault.kind, kind);
      if (line !== undefined)
        equal([fault.line, fault.quote], [line, source.split('\n')[line - 1]?.trim().slice(0, 200)]);
      if (layer !== undefined) equal(fault.layer, layer);
      const told = faultInEnglish(fault.message);
      if (says) equal([told, says.test(told)], [told, true]);
    });
  }

  it('has met every kind of fault above', async () => {
    const kinds: Record<FaultKind, true> = {
      empty: true,
      syntax: true,
      'no-function': true,
      'unknown-layer': true,
      'bad-argument': true,
      shape: true,
      output: true,
      'too-big': true,
      timeout: true,
      memory: true,
      runtime: true,
    };
    const met = new Set(Object.values(FAULTS).map(([, { kind }]) => kind));
    equal([...met].sort(), Object.keys(kinds).sort());
  });

  for (const [name, source] of Object.entries(ATTACKS)) {
    it(`survives ${name}`, async () => {
      equal(JSON.stringify(await faultOf(source)).length < 2000, true);
      equal((await architecture(Object.values(FORMS)[0] ?? '')).params, 410);
    });
  }

  it('gives a fresh world to each program', async () => {
    await compile('globalThis.left = 1; Array.prototype.left = 1; export default () => 1;');
    equal(
      faultInEnglish(
        (await faultOf('export default () => { throw [globalThis.left, [].left].join(); };')).message,
      ).includes('1'),
      false,
    );
  });

  it('describes equal programs equally', async () => {
    const [source = ''] = Object.values(FORMS);
    equal(await architecture(source), await architecture(source));
  });
}
