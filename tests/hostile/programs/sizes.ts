import { type Programs, layer, over, returning } from '../program.ts';

/** What no layer may be given as a size. */
const NO_SIZES: Readonly<Record<string, string>> = {
  'not a number': 'NaN',
  infinite: 'Infinity',
  'minus infinite': '-Infinity',
  negative: '-1',
  zero: '0',
  'minus zero': '-0',
  'a fraction': '1.5',
  'a tiny number': '5e-324',
  'the largest number': 'Number.MAX_VALUE',
  'beyond whole numbers': '2 ** 53',
  'two to the 31': '2 ** 31',
  'a big integer': '4n',
  'a text': `'4'`,
  'a text of hexadecimal': `'0x10'`,
  true: 'true',
  'an empty list': '[]',
  'a list': '[4, 4, 4, 4, 4]',
  'an object': '{ valueOf: () => 4 }',
  'a boxed number': 'new Number(4)',
  'a function': '() => 4',
  'a symbol': `Symbol('4')`,
  'a regular expression': '/4/',
  'a typed list': 'new Uint8Array([4])',
  null: 'null',
};

/** Layers by what they make of a size. */
const LAYERS: Readonly<Record<string, (size: string) => string>> = {
  'units of dense': (size) => `dense({ units: ${size} })`,
  'filters of conv1d': (size) => `conv1d({ filters: ${size}, kernelSize: 3 })`,
  'kernel of conv1d': (size) => `conv1d({ filters: 3, kernelSize: ${size} })`,
};

const REFUSED = ['bad-argument', 'shape', 'too-big'] as const;

const sizes: Programs = Object.fromEntries(
  Object.entries(LAYERS).flatMap(([place, call]) =>
    Object.entries(NO_SIZES).flatMap(([what, size]) =>
      // A boxed number is a number in JSON.
      what === 'a boxed number' ? [] : [[`${place}: ${what}`, [REFUSED, layer(call(size))] as const]],
    ),
  ),
);

/** Networks that are too large, and sizes that are none. */
export const SIZES: Programs = {
  ...sizes,
  'a million layers': [
    'too-big',
    over('for (let i = 0; i < 1e6; i++) x = tf.layers.dense({ units: 1 }).apply(x); return x;'),
  ],
  'a million layers that are not applied': [
    'too-big',
    over('for (let i = 0; i < 1e6; i++) tf.layers.flatten(); return x;'),
  ],
  'a million calls of one layer': [
    'too-big',
    over(
      'const l = tf.layers.activation({ activation: "relu" }); for (let i = 0; i < 1e6; i++) x = l.apply(x); return x;',
    ),
  ],
  'a million inputs': [
    'too-big',
    over('for (let i = 0; i < 1e6; i++) tf.input({ shape: inputShape }); return x;'),
  ],
  'a million models': [
    ['output', 'timeout'],
    over('for (let i = 0; i < 1e5; i++) tf.model({ inputs: x, outputs: x }); return x;'),
  ],
  'a merge of hundreds': [
    'too-big',
    over(
      'const many = []; for (let i = 0; i < 300; i++) many.push(tf.layers.flatten().apply(x)); return tf.layers.concatenate().apply(many);',
    ),
  ],
  'a merge that doubles': ['too-big', over('for (;;) x = tf.layers.concatenate().apply([x, x]);')],
  'padding that grows': [
    'too-big',
    over(
      'x = tf.layers.reshape({ targetShape: [40, 1, 1] }).apply(x); for (;;) x = tf.layers.zeroPadding2d({ padding: 1000 }).apply(x);',
    ),
  ],
  'upsampling that grows': [
    'too-big',
    over(
      'x = tf.layers.reshape({ targetShape: [40, 1, 1] }).apply(x); for (;;) x = tf.layers.upSampling2d({ size: [100, 100] }).apply(x);',
    ),
  ],
  'a kernel wider than the input': ['shape', layer('conv1d({ filters: 1, kernelSize: 1000000 })')],
  'a stride wider than the input': [
    ['output', 'shape', 'bad-argument'],
    layer('conv1d({ filters: 1, kernelSize: 1, strides: 1000000 })'),
  ],
  'a pool wider than the input': ['shape', layer('maxPooling1d({ poolSize: 1000 })')],
  'a shape whose product overflows': [
    ['shape', 'bad-argument', 'too-big'],
    layer('reshape({ targetShape: [1000000, 1000000, 1000000, 1000000] })'),
  ],
  'a shape of zeros': ['bad-argument', layer('reshape({ targetShape: [0, 40] })')],
  'a shape with a hole': ['bad-argument', layer('reshape({ targetShape: [40, , 1] })')],
  'a shape with a list': ['bad-argument', layer('reshape({ targetShape: [[40]] })')],
  'a shape that is its own length': [
    'bad-argument',
    layer('reshape({ targetShape: { length: 2, 0: 40, 1: 1 } })'),
  ],
  'axes of nowhere': [REFUSED, layer('batchNormalization({ axis: 99 })')],
  'axes twice': [REFUSED, layer('permute({ dims: [1, 1] })')],
  'axes of fractions': [REFUSED, layer('permute({ dims: [0.5, 1.5] })')],
  'a rate of one': ['bad-argument', layer('dropout({ rate: 1 })')],
  'a rate below nothing': ['bad-argument', layer('dropout({ rate: -0.1 })')],
  'a rate that is no number': ['bad-argument', layer('dropout({ rate: NaN })')],
  'a momentum of infinity': ['bad-argument', layer('batchNormalization({ momentum: Infinity })')],
  'an epsilon of nothing': ['bad-argument', layer('batchNormalization({ epsilon: -1 })')],
  'a penalty without bound': [
    ['bad-argument', 'output'],
    layer('dense({ units: 4, kernelRegularizer: tf.regularizers.l2({ l2: 1e308 }) })'),
  ],
  'an initialiser of no number': [
    'bad-argument',
    layer('dense({ units: 4, biasInitializer: tf.initializers.constant({ value: NaN }) })'),
  ],
  'an orthogonal matrix of millions': [
    ['too-big', 'bad-argument', 'output'],
    layer('dense({ units: 1000000, kernelInitializer: "orthogonal" })'),
  ],
  'a recurrent layer of millions': ['too-big', layer('lstm({ units: 1000000 })')],
  'a layer in both directions of itself': [
    REFUSED,
    over(
      'const b = tf.layers.bidirectional({ layer: tf.layers.gru({ units: 2 }) }); tf.layers.bidirectional({ layer: b }).apply(x);',
    ),
  ],
  'a layer in both directions of a number': [
    'bad-argument',
    layer('bidirectional({ layer: { $layer: 99 } })'),
  ],
  'a layer in both directions of a tensor': ['bad-argument', over('tf.layers.bidirectional({ layer: x });')],
  'an input of another shape': ['shape', returning('tf.input({ shape: [41, 1] })')],
  'an input of no shape': [['bad-argument', 'shape'], returning('tf.input({})')],
  'an input of a negative shape': ['bad-argument', returning('tf.input({ shape: [-40, 1] })')],
  'an input in a batch': ['bad-argument', returning('tf.input({ batchShape: [128, 40, 1] })')],
};
