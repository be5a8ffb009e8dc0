/**
 * What a mutation prompt can ask for, by name, as it is worded for a model of our own. The first thirteen are
 * LLMatic's kinds (Nasir et al. 2024), the others those of its tests, and `tune` and `combine` ours: settings only,
 * and its crossover.
 */
export const INSTRUCTIONS = {
  'add-layer': 'add a layer',
  'delete-layer': 'delete a layer',
  improve: 'improve',
  shrink: 'make it much smaller',
  grow: 'make it much larger',
  'add-dense': 'add a dense layer',
  'add-convolution': 'add a convolution',
  'add-pooling': 'add a pooling',
  'add-residual': 'add a residual connection',
  'add-residuals': 'add several residual connections',
  'add-dropout': 'add dropout',
  'add-normalization': 'add a normalization',
  'add-recurrent': 'add a recurrent layer',
  widen: 'widen',
  narrow: 'narrow',
  deepen: 'deepen',
  shallower: 'make it shallower',
  tune: 'tune the settings',
  fix: 'fix it',
  combine: 'combine both',
} as const;

export type Instruction = keyof typeof INSTRUCTIONS;
