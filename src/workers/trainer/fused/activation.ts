/** Activations that fused kernels apply, and differentiate from their value. */
const ACTIVATIONS = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'sigmoid',
  'tanh',
  'leakyrelu',
  'hardSigmoid',
  'selu',
  'softsign',
] as const;

export type Activation = (typeof ACTIVATIONS)[number];

const names: ReadonlySet<string> = new Set(ACTIVATIONS);

/** Whether fused kernels know an activation of this name. */
export const isFused = (activation: string): activation is Activation => names.has(activation);
