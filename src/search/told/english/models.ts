import type { ModelTold } from '../modelTold.ts';
import type { Phrases } from '../spoken.ts';

export const MODELS: Phrases<ModelTold> = {
  'no-model': () => 'No language model is loaded.',
  'tuning-off': () => 'It is switched off: the paper’s own ablation.',
  'weights-fixed': () => 'The model’s weights are fixed: the paper’s own ablation.',
  'too-few-children': () => 'There were too few children to learn from.',
};
