import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import type { TaskShape } from '../../domain.ts';
import { faultInEnglish } from '../../faults/english.ts';
import { MNIST1D_REFERENCES } from '../../references/mnist1d.ts';
import { parseProgram } from '../syntax/parse.ts';
import { nodesOf } from '../syntax/walk.ts';
import { readProgram } from './read.ts';

const TASK: TaskShape = { inputShape: [40, 1], classes: 10 };
const compiler = new QuickJsCompiler();

function read(source: string) {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.error);
  return { program: parsed.value, ...readProgram(parsed.value, TASK) };
}

const body = (text: string) => `export default function build(tf, inputShape, numClasses) {\n${text}\n}`;
const end = `x = tf.layers.flatten().apply(x);
  x = tf.layers.dense({ units: numClasses, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: x });`;

const PROGRAMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(MNIST1D_REFERENCES.map(({ name, source }) => [`the reference ${name}`, source])),
  'loops, lists and counting': body(`const input = tf.input({ shape: inputShape });
  let x = input, strides = 1;
  for (const filters of [4, 8]) x = tf.layers.conv1d({ filters, kernelSize: 3, strides }).apply(x);
  for (let i = 0; i < 2; i++) { strides += i; x = tf.layers.conv1d({ filters: 2 ** (i + 1), kernelSize: 3, strides }).apply(x); }
  while (x.shape[1] > 10) x = tf.layers.maxPooling1d().apply(x);
  ${end}`),
  'functions in functions': `const relu = { activation: 'relu' };
  function block(tf, x, { filters, kernelSize = 3 }, ...rest) {
    const conv = (y, extra = {}) => tf.layers.conv1d({ filters, kernelSize, padding: 'same', ...relu, ...extra }).apply(y);
    const inner = rest.length > 0 ? conv(conv(x)) : conv(x, { strides: 2 });
    return inner;
  }
  ${body(`const input = tf.input({ shape: inputShape });
  let x = block(tf, input, { filters: 4 });
  x = block(tf, x, { filters: 8, kernelSize: 5 }, 1);
  [3, 1].forEach((kernelSize) => { x = block(tf, x, { filters: 3, kernelSize }); });
  if (x.shape.length === 3 && !false) { x = tf.layers.globalAveragePooling1d().apply(x); x = tf.layers.reshape({ targetShape: [3, 1] }).apply(x); }
  ${end}`)}`,
  'settings that are calls': body(`const { layers, initializers } = tf;
  const model = tf.sequential({ layers: [layers.gru({ units: 3, inputShape, recurrentInitializer: initializers.glorotNormal({ seed: 1 }) })] });
  model.add(layers.dense({ units: numClasses, activation: \`soft\${'max'}\`, kernelRegularizer: tf.regularizers.l2({ l2: 1e-4 }) }));
  return model;`),
  'a function that only has a name': `const build = (tf, shape, n) => {
    const input = tf.layers.input({ shape });
    const x = tf.layers.flatten().apply(input);
    return tf.model({ inputs: [input], outputs: [tf.layers.dense({ units: n, activation: 'softmax' }).apply(x)] });
  };`,
};

describe('a program that the reader can follow', () => {
  it.each(Object.entries(PROGRAMS))(
    'is the network that the sandbox makes of it: %s',
    async (_name, source) => {
      const compiled = await compiler.compile(source, TASK);
      if (!compiled.ok) throw new Error(faultInEnglish(compiled.error.message));
      const { architecture } = read(source);
      expect(architecture?.hash).toBe(compiled.value.hash);
      expect(architecture?.params).toBe(compiled.value.params);
      expect(architecture?.flops).toBe(compiled.value.flops);
    },
  );

  it('is known by the shapes at each layer', () => {
    const { program, seen } = read(
      body(`const input = tf.input({ shape: inputShape });
      let x = tf.layers.conv1d({ filters: 4, kernelSize: 3 }).apply(input);
      ${end}`),
    );
    const conv = nodesOf(program, 'CallExpression').find((each) => seen.get(each)?.inputs[0]?.[0] === 40);
    // Without padding a window of 3 has 38 positions on 40.
    expect(conv && seen.get(conv)).toEqual({ inputs: [[40, 1]], output: [38, 4] });
    expect([...seen.values()].map(({ output }) => output)).toEqual([[38, 4], [152], [10]]);
  });
});

it('knows the shapes up to the layers that do not fit', () => {
  const { kind, seen, architecture } = read(
    body(`const input = tf.input({ shape: inputShape });
    let x = tf.layers.flatten().apply(input);
    x = tf.layers.conv1d({ filters: 4, kernelSize: 3 }).apply(x);
    return tf.model({ inputs: input, outputs: x });`),
  );
  expect([kind, architecture, seen.size]).toEqual(['fault', undefined, 1]);
});

it.each([
  ['a class', 'class Net {} return new Net();'],
  ['a way out', "return tf.input.constructor('return 1')();"],
  ['a way out by a prototype', 'return tf.__proto__.x;'],
  ['a global', 'return globalThis.process;'],
  ['an endless loop', 'while (true) {}'],
  ['a list that doubles', 'let a = [1]; for (let i = 0; i < 40; i++) a = [...a, ...a];'],
  ['a list that doubles in place', 'const a = [1]; for (let i = 0; i < 40; i++) a.push(...a);'],
  ['a text that doubles', "let a = 'x'; for (let i = 0; i < 40; i++) a = a + a;"],
  ['a text that doubles by assignment', "let a = 'x'; for (let i = 0; i < 40; i++) a += a;"],
  ['endless recursion', 'const f = () => f(); return f();'],
  ['a list method that it does not know', 'return [1].flatMap((x) => x);'],
  ['a call of nothing', 'const f = null; return f();'],
  ['a method given no function', 'return [1].map(1);'],
  ['arithmetic on what has none', 'return 1n + 1;'],
])('leaves unread what it does not follow: %s', (_name, text) => {
  expect(read(body(text)).kind).toBe('unreadable');
});
