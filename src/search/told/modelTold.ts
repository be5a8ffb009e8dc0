/** Of the language model: loading, writing, being tuned. */
export type ModelTold =
  | { readonly kind: 'no-model' }
  /** Why a model is not tuned between two rounds. */
  | { readonly kind: 'tuning-off' }
  | { readonly kind: 'weights-fixed' }
  | { readonly kind: 'too-few-children' };
