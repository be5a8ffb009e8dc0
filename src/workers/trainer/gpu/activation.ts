import type { Activation } from '../fused/activation.ts';

const SELU_SCALE = '1.0507009873554805';
/** The scale times 1.6732632423543772. */
const SELU_BOTTOM = '1.7580993408473766';

// A comparison that is false for NaN keeps it, so that a network that has diverged is seen to have.
const VALUES: Readonly<Record<Activation, string>> = {
  linear: 'z',
  relu: 'select(z, 0.0, z < 0.0)',
  relu6: 'select(select(z, 0.0, z < 0.0), 6.0, z > 6.0)',
  elu: 'select(z, exp(z) - 1.0, z < 0.0)',
  sigmoid: '1.0 / (1.0 + exp(-z))',
  // Some drivers divide exponentials, which overflow.
  tanh: 'tanh(clamp(z, -15.0, 15.0))',
  leakyrelu: 'select(z, z * n.alpha, z < 0.0)',
  hardSigmoid: 'clamp(0.2 * z + 0.5, 0.0, 1.0)',
  selu: `select(${SELU_SCALE} * z, ${SELU_BOTTOM} * (exp(z) - 1.0), z < 0.0)`,
  softsign: 'z / (1.0 + abs(z))',
};

const SLOPES: Readonly<Record<Activation, string>> = {
  linear: '1.0',
  relu: 'select(0.0, 1.0, v > 0.0)',
  relu6: 'select(0.0, 1.0, v > 0.0 && v < 6.0)',
  elu: 'select(v + 1.0, 1.0, v > 0.0)',
  sigmoid: 'v * (1.0 - v)',
  tanh: '1.0 - v * v',
  leakyrelu: 'select(n.alpha, 1.0, v > 0.0)',
  hardSigmoid: 'select(0.0, 0.2, v > 0.0 && v < 1.0)',
  selu: `select(v + ${SELU_BOTTOM}, ${SELU_SCALE}, v > 0.0)`,
  softsign: '(1.0 - abs(v)) * (1.0 - abs(v))',
};

/** WGSL: the value of an activation at `z`; a leaky ReLU takes its slope from `n.alpha`. */
export const valueFunction = (name: string, activation: Activation): string =>
  `fn ${name}(z: f32) -> f32 { return ${VALUES[activation]}; }\n`;

/** WGSL: the derivative where the value is `v`. */
export const slopeFunction = (name: string, activation: Activation): string =>
  `fn ${name}(v: f32) -> f32 { return ${SLOPES[activation]}; }\n`;

/**
 * What the gradient kernels of a layer share: `dz(i)`, a number of the gradient before the activation, from dy and
 * the value.
 */
export function beforeActivation(activation: Activation) {
  const isLinear = activation === 'linear';
  return {
    /** Arrays that `dz` reads. */
    inputs: isLinear ? ['dy'] : ['dy', 'value'],
    functions: isLinear
      ? 'fn dz(i: i32) -> f32 { return dy[i]; }\n'
      : `${slopeFunction('slope', activation)}fn dz(i: i32) -> f32 { return dy[i] * slope(value[i]); }\n`,
    /** Of the tensors dy and y, those that are read. */
    tensors: <T>(dy: T, y: T): T[] => (isLinear ? [dy] : [dy, y]),
  };
}
