import type { Activation } from '../fused/activation.ts';

/** Numbers of the activations in c/activation.h. */
const NUMBERS: Readonly<Record<Activation, number>> = {
  linear: 0,
  relu: 1,
  relu6: 2,
  elu: 3,
  sigmoid: 4,
  tanh: 5,
  leakyrelu: 6,
  hardSigmoid: 7,
  selu: 8,
  softsign: 9,
};

export const activationNumber = (activation: Activation): number => NUMBERS[activation];

/** The range that an activation cuts its values to, for those that do nothing else. */
export function clampOf(activation: Activation): readonly [bottom: number, top: number] | undefined {
  if (activation === 'linear') return [-Infinity, Infinity];
  if (activation === 'relu') return [0, Infinity];
  if (activation === 'relu6') return [0, 6];
  return undefined;
}
