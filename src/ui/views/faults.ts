/** Why a program was rejected, in the page's language. */
import type { AxisName, Measure } from '../../search/faults/network.ts';
import type { Hint, Thing } from '../../search/faults/program.ts';
import type { FactOf, FaultFact } from '../../search/faults/schema.ts';
import { m } from '../messages/messages.js';
import { whole } from './format.ts';
import { wantedWords } from './wanted.ts';

const THINGS: Record<Thing, () => string> = {
  null: () => 'null',
  undefined: () => 'undefined',
  list: m.faults_thing_list,
  model: m.faults_thing_model,
  layer: m.faults_thing_layer,
  tensor: m.faults_thing_tensor,
  object: m.faults_thing_object,
  string: m.faults_thing_string,
  number: m.faults_thing_number,
  boolean: m.faults_thing_boolean,
  function: m.faults_thing_function,
  symbol: m.faults_thing_symbol,
  bigint: m.faults_thing_bigint,
};

const HINTS: Record<Hint, () => string> = {
  'apply-layer': m.faults_hint_apply_layer,
  'layer-offers': m.faults_hint_layer_offers,
  'input-begins': m.faults_hint_input_begins,
  'return-model': m.faults_hint_return_model,
  'tf-offers': m.faults_hint_tf_offers,
  'same-each-time': m.faults_hint_same_each_time,
  'tf-is-argument': m.faults_hint_tf_is_argument,
  'nothing-outside': m.faults_hint_nothing_outside,
};

const AXES: Record<AxisName, () => string> = {
  length: m.faults_axis_length,
  height: m.faults_axis_height,
  width: m.faults_axis_width,
  channels: m.faults_axis_channels,
  steps: m.faults_axis_steps,
  features: m.faults_axis_features,
};

interface Excess {
  readonly needs: string;
  readonly most: string;
}

const LAYER_TOO_BIG: Record<Measure, (excess: Excess) => string> = {
  params: m.faults_layer_params,
  flops: m.faults_layer_flops,
  activationBytes: m.faults_layer_activations,
};

const NETWORK_TOO_BIG: Record<Measure, (excess: Excess & { readonly largest: string }) => string> = {
  params: m.faults_network_params,
  flops: m.faults_network_flops,
  activationBytes: m.faults_network_activations,
};

const RANK_MENDS: Record<FactOf<'other-rank'>['mend'], (given: readonly number[]) => string> = {
  'add-axis': (given) =>
    m.faults_mend_add_axis({ code: `tf.layers.reshape({ targetShape: ${shape([...given, 1])} })` }),
  pool: () => m.faults_mend_pool(),
  reshape: () => m.faults_mend_reshape(),
};

// Code with braces, which a message cannot hold.
const BUILD = 'export default function build(tf, inputShape, numClasses)';
const INPUT = 'tf.input({ shape: inputShape })';
const RETURN = 'return tf.model({ inputs, outputs })';
const HEAD = "tf.layers.dense({ units: numClasses, activation: 'softmax' })";

const shape = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;
const listed = (names: readonly string[]): string => names.join(', ');
const both = (shapes: readonly (readonly number[])[]): string => shapes.map(shape).join(m.words_and());

const WORDS: { readonly [K in FaultFact['kind']]: (fact: FactOf<K>) => string } = {
  'no-code': () => m.faults_no_code(),
  'source-too-long': ({ bytes, most }) =>
    m.faults_source_too_long({ bytes: whole(bytes), most: whole(most) }),
  'does-not-parse': ({ says }) => m.faults_does_not_parse({ says }),
  'nested-too-deeply': () => m.faults_nested_too_deeply(),
  imports: () => m.faults_imports(),
  'has-no-function': () => m.faults_has_no_function({ code: `${BUILD} { ... }` }),
  'exports-none': ({ functions }) =>
    m.faults_exports_none({ count: functions.length, functions: listed(functions) }),
  'exports-no-function': () => m.faults_exports_no_function({ code: BUILD }),
  'exports-several': ({ count }) => m.faults_exports_several({ count }),
  awaits: () => m.faults_awaits(),
  'is-async': () => m.faults_is_async(),
  'out-of-memory': () => m.faults_out_of_memory(),
  'calls-too-deep': () => m.faults_calls_too_deep(),
  'broke-interpreter': () => m.faults_broke_interpreter(),
  'too-slow': () => m.faults_too_slow(),
  hung: () => m.faults_hung(),
  error: ({ says }) => m.faults_error({ says }),
  threw: ({ value }) => m.faults_threw({ value }),
  'settings-not-plain': ({ says }) => m.faults_settings_not_plain({ says }),
  'settings-too-long': () => m.faults_settings_too_long(),
  'call-not-understood': () => m.faults_call_not_understood(),
  'not-offered': ({ name, hint }) => m.faults_not_offered({ name, hint: HINTS[hint]() }),
  misspelt: ({ name, write }) => m.faults_misspelt({ name, write }),
  'not-among': ({ name, names }) => m.faults_not_among({ name, names: listed(names) }),
  'no-settings': ({ of, given, isApplied }) => {
    const told = { of, given: THINGS[given]() };
    return isApplied ? m.faults_no_settings_applied(told) : m.faults_no_settings(told);
  },
  'no-tensor': ({ of, given }) => m.faults_no_tensor({ of, given: THINGS[given]() }),
  'applied-to-more': ({ of }) => m.faults_applied_to_more({ of }),
  'sequential-no-layer': ({ given }) => m.faults_sequential_no_layer({ given: THINGS[given]() }),
  'sequential-no-list': ({ given }) => m.faults_sequential_no_list({ given: THINGS[given]() }),
  'sequential-no-shape': () => m.faults_sequential_no_shape(),
  'sequential-empty': () => m.faults_sequential_empty(),
  'input-not-first': () => m.faults_input_not_first(),
  'returns-no-model': ({ given }) => m.faults_returns_no_model({ given: THINGS[given](), code: RETURN }),
  'no-layer': ({ factory }) => m.faults_no_layer({ factory }),
  'not-a-layer': () => m.faults_not_a_layer(),
  'not-a-tensor': () => m.faults_not_a_tensor(),
  'same-name': ({ name }) => m.faults_same_name({ name }),
  'unknown-setting': ({ name, names }) => m.faults_unknown_setting({ name, names: listed(names) }),
  'missing-setting': ({ name }) => m.faults_missing_setting({ name }),
  'bad-value': ({ name, wanted, value }) => m.faults_bad_value({ name, wanted: wantedWords(wanted), value }),
  'no-initializer': ({ name, names }) => m.faults_no_initializer({ name, names: listed(names) }),
  'no-regularizer': ({ name, names }) => m.faults_no_regularizer({ name, names: listed(names) }),
  'fills-squares': ({ given }) => m.faults_fills_squares({ given: shape(given) }),
  'fills-matrices': ({ given }) => m.faults_fills_matrices({ given: shape(given) }),
  'no-axis': ({ name, most, shape: sizes, axis }) =>
    m.faults_no_axis({ name, most, shape: shape(sizes), axis }),
  'softmax-axis': ({ axis }) => m.faults_softmax_axis({ axis }),
  'one-input-shape': () => m.faults_one_input_shape({ code: INPUT }),
  'other-input': ({ wanted, given }) => m.faults_other_input({ wanted: shape(wanted), given: shape(given) }),
  'reads-one': ({ layer, count }) =>
    count > 0 ? m.faults_reads_one({ layer, count }) : m.faults_reads_one_none({ layer, count }),
  'merges-more': ({ layer }) => m.faults_merges_more({ layer }),
  'other-rank': ({ layer, axes, given, mend }) =>
    m.faults_other_rank({
      layer,
      axes: `[${axes.map((axis) => AXES[axis]()).join(', ')}]`,
      given: shape(given),
      mend: RANK_MENDS[mend](given),
    }),
  'at-most-three-axes': ({ layer, given }) => m.faults_at_most_three_axes({ layer, given: shape(given) }),
  'flat-already': ({ given }) => m.faults_flat_already({ given: shape(given) }),
  'other-size': ({ to, needs, given, has }) =>
    m.faults_other_size({ to: shape(to), needs, given: shape(given), has }),
  'single-step': ({ layer }) => m.faults_single_step({ layer }),
  'window-too-wide': ({ window, size }) => m.faults_window_too_wide({ window, size }),
  'cannot-merge': ({ layer, one, other }) =>
    m.faults_cannot_merge({ layer, one: shape(one), other: shape(other) }),
  'cannot-stretch': ({ layer, from, to }) =>
    m.faults_cannot_stretch({ layer, from: shape(from), to: shape(to) }),
  'cannot-join': ({ axis, one, other }) =>
    m.faults_cannot_join({ axis, one: shape(one), other: shape(other) }),
  'other-weights': ({ before, now }) => m.faults_other_weights({ before: both(before), now: both(now) }),
  'too-many-layers': ({ most }) => m.faults_too_many_layers({ most }),
  'layer-too-big': ({ measure, needs, most }) =>
    LAYER_TOO_BIG[measure]({ needs: whole(needs), most: whole(most) }),
  'network-too-big': ({ measure, needs, most, largest }) =>
    NETWORK_TOO_BIG[measure]({ needs: whole(needs), most: whole(most), largest }),
  'no-ends': () => m.faults_no_ends(),
  'inputs-not-one': ({ count }) => m.faults_inputs_not_one({ count }),
  'outputs-not-one': ({ count }) => m.faults_outputs_not_one({ count }),
  'other-beginning': () => m.faults_other_beginning(),
  'returns-input': () => m.faults_returns_input(),
  'ends-in-shape': ({ given, wanted }) => {
    const told = { given: shape(given), wanted: shape(wanted), code: HEAD };
    return given.length > 1 ? m.faults_ends_unpooled(told) : m.faults_ends_in_shape(told);
  },
  'softmax-not-last': () => m.faults_softmax_not_last(),
  'ends-in-activation': ({ activation }) => m.faults_ends_in_activation({ activation }),
};

/** A fault in a sentence; those of old runs are sentences already. */
export function faultWords(fact: FaultFact | string): string {
  if (typeof fact === 'string') return fact;
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  const sentence = (WORDS[fact.kind] as (fact: FaultFact) => string)(fact);
  return fact.whose === undefined ? sentence : `${fact.whose}: ${sentence}`;
}
