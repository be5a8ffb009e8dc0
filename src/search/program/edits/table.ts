import { changeActivation } from './activation.ts';
import { changeDropout } from './dropout.ts';
import type { EditKind } from './kind.ts';
import { addLayer, dropLayer } from './layers.ts';
import { changeNormalization } from './normalization.ts';
import { changePooling } from './pooling.ts';
import { addSkip } from './skip.ts';
import { narrow, widen } from './width.ts';
import { changeKernel, changeStride } from './window.ts';

/**
 * The kinds of mutation with their weights. Growing and shrinking are as likely as each other, so that selection and
 * not the operator decides on the size; what rewires the network stands beside what tunes it, since an evolution of
 * tuning alone never leaves its first topology.
 */
export const EDIT_KINDS: readonly (readonly [EditKind, number])[] = [
  [addLayer, 16],
  [dropLayer, 14],
  [widen, 13],
  [narrow, 11],
  [changeKernel, 9],
  [changeStride, 9],
  [changeActivation, 9],
  [addSkip, 8],
  [changeNormalization, 8],
  [changePooling, 6],
  [changeDropout, 4],
];
