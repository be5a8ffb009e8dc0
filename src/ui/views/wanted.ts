/** What a setting of a layer may be, in the page's language. */
import type { Wanted, Why } from '../../search/faults/wanted.ts';
import { m } from '../messages/messages.js';

const WHYS: Record<Why, () => string> = {
  'channels-last': m.faults_why_channels_last,
  float32: m.faults_why_float32,
  'no-other-alpha': m.faults_why_no_other_alpha,
  'one-tensor': m.faults_why_one_tensor,
  'random-order': m.faults_why_random_order,
  'no-other-form': m.faults_why_no_other_form,
  untrainable: m.faults_why_untrainable,
};

const WORDS: { readonly [K in Wanted['kind']]: (wanted: Extract<Wanted, { kind: K }>) => string } = {
  whole: ({ from, to }) =>
    to === undefined ? m.faults_wanted_whole({ from }) : m.faults_wanted_whole_to({ from, to }),
  number: ({ from, to }) => m.faults_wanted_number({ from, to }),
  rate: () => m.faults_wanted_rate(),
  flag: () => m.faults_wanted_flag(),
  word: ({ words }) => words.map((each) => `'${each}'`).join(m.faults_or()),
  only: ({ value, why }) => `${value} (${WHYS[why]()})`,
  'one-number': () => m.faults_wanted_one_number(),
  'one-or-each': ({ count }) => m.faults_wanted_one_or_each({ count }),
  'number-or-pair': () => m.faults_wanted_number_or_pair(),
  pair: () => m.faults_wanted_pair(),
  'whole-list': ({ longest }) => m.faults_wanted_list({ longest }),
  'without-repetition': () => m.faults_wanted_without_repetition(),
  order: ({ axes, shape }) =>
    m.faults_wanted_order({ axes: `[${axes.join(', ')}]`, shape: `[${shape.join(', ')}]` }),
  'written-sizes': () => m.faults_wanted_sizes(),
  'batch-shape': () => m.faults_wanted_batch_shape(),
  undilated: () => m.faults_wanted_undilated(),
  initializer: () => m.faults_wanted_initializer(),
  // A message cannot hold braces.
  regularizer: () => m.faults_wanted_regularizer({ code: 'tf.regularizers.l2({ l2: 0.0001 })' }),
  activation: ({ names, mend }) => {
    const told = m.faults_wanted_activation({ names: names.join(', ') });
    if (!mend) return told;
    return mend.kind === 'write'
      ? m.faults_wanted_write({ wanted: told, name: mend.name })
      : m.faults_wanted_use({ wanted: told, layer: mend.layer });
  },
  recurrent: () => m.faults_wanted_recurrent({ code: 'tf.layers.gru({ units: 8 })' }),
  name: () => m.faults_wanted_name(),
  'other-word': () => m.faults_wanted_other_word(),
};

export const wantedWords = (wanted: Wanted): string =>
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  (WORDS[wanted.kind] as (wanted: Wanted) => string)(wanted);
