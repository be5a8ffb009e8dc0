import { assertNever } from '../result.ts';
import type { Wanted, Why } from './wanted.ts';

const WHYS: Record<Why, string> = {
  'channels-last': 'channels come last here',
  float32: 'all numbers are float32 here',
  'no-other-alpha': 'TF.js has no other',
  'one-tensor': 'a candidate passes on one tensor per layer',
  'random-order': 'examples are drawn in random order',
  'no-other-form': 'TF.js has the other form only',
  untrainable: 'TF.js cannot train a batch normalisation without it',
};

/** What a setting may be, to follow `must be`. */
export function wantedInEnglish(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'whole':
      return `a whole number from ${wanted.from}${wanted.to === undefined ? '' : ` to ${wanted.to}`}`;
    case 'number':
      return `a number from ${wanted.from} to ${wanted.to}`;
    case 'rate':
      return 'a number from 0 to below 1';
    case 'flag':
      return 'true or false';
    case 'word':
      return wanted.words.map((each) => `'${each}'`).join(' or ');
    case 'only':
      return `${wanted.value} (${WHYS[wanted.why]})`;
    case 'one-number':
      return 'one number';
    case 'one-or-each':
      return `one number or ${wanted.count} numbers`;
    case 'number-or-pair':
      return 'one number or a pair';
    case 'pair':
      return 'a pair, e.g. [2, 2]';
    case 'whole-list':
      return `a list of 1 to ${wanted.longest} whole numbers`;
    case 'without-repetition':
      return 'without repetition';
    case 'order':
      return `an order of [${wanted.axes.join(', ')}] for examples of shape [${wanted.shape.join(', ')}]`;
    case 'written-sizes':
      return 'sizes written out (TF.js leaves -1 unknown until it runs)';
    case 'batch-shape':
      return 'a shape that begins with null, the batch';
    case 'undilated':
      return '1 (TF.js cannot train dilated convolutions)';
    case 'initializer':
      return "a name such as 'heNormal' or a call of tf.initializers";
    case 'regularizer':
      return 'a call of tf.regularizers, e.g. tf.regularizers.l2({ l2: 0.0001 })';
    case 'activation': {
      const { mend } = wanted;
      const told = mend?.kind === 'write' ? ` (write '${mend.name}')` : mend ? ` (use ${mend.layer})` : '';
      return `one of ${wanted.names.join(', ')}${told}`;
    }
    case 'recurrent':
      return 'a recurrent layer, e.g. tf.layers.gru({ units: 8 })';
    case 'name':
      return "at most 64 letters, digits, '_', '-', '.' or '/'";
    case 'other-word':
      return 'another word';
    default:
      return assertNever(wanted);
  }
}
