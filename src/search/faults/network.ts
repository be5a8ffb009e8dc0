/** Why layers make no network: their settings, their shapes, their cost and what they end in. */
import * as v from 'valibot';
import { fact, shape, texts } from './fact.ts';
import { wantedSchema } from './wanted.ts';

const text = v.string();
const num = v.number();
/** TF.js's name of a layer's class. */
const layer = v.string();

/** What the axes of an example are. */
const AXES = ['length', 'height', 'width', 'channels', 'steps', 'features'] as const;
export type AxisName = (typeof AXES)[number];

/** What a network may have too much of. */
const MEASURES = ['params', 'flops', 'activationBytes'] as const;
export type Measure = (typeof MEASURES)[number];
const measure = v.picklist(MEASURES);

export const networkFacts = [
  fact('no-layer', { factory: text }),
  fact('not-a-layer', {}),
  fact('not-a-tensor', {}),
  fact('same-name', { name: text }),
  // Settings.
  fact('unknown-setting', { name: text, names: texts }),
  fact('missing-setting', { name: text }),
  fact('bad-value', { name: text, wanted: wantedSchema, value: text }),
  fact('no-initializer', { name: text, names: texts }),
  fact('no-regularizer', { name: text, names: texts }),
  fact('fills-squares', { given: shape }),
  fact('fills-matrices', { given: shape }),
  /** `most` is the last axis that there is, the batch being 0. */
  fact('no-axis', { name: text, most: num, shape, axis: num }),
  fact('softmax-axis', { axis: num }),
  fact('one-input-shape', {}),
  // Shapes.
  fact('other-input', { wanted: shape, given: shape }),
  fact('reads-one', { layer, count: num }),
  fact('merges-more', { layer }),
  fact('other-rank', {
    layer,
    axes: v.array(v.picklist(AXES)),
    given: shape,
    mend: v.picklist(['add-axis', 'pool', 'reshape']),
  }),
  fact('at-most-three-axes', { layer, given: shape }),
  fact('flat-already', { given: shape }),
  fact('other-size', { to: shape, needs: num, given: shape, has: num }),
  fact('single-step', { layer }),
  fact('window-too-wide', { window: num, size: num }),
  fact('cannot-merge', { layer, one: shape, other: shape }),
  fact('cannot-stretch', { layer, from: shape, to: shape }),
  fact('cannot-join', { axis: num, one: shape, other: shape }),
  fact('other-weights', { before: v.array(shape), now: v.array(shape) }),
  // The whole.
  fact('too-many-layers', { most: num }),
  fact('layer-too-big', { measure, needs: num, most: num }),
  fact('network-too-big', { measure, needs: num, most: num, largest: text }),
  fact('no-ends', {}),
  fact('inputs-not-one', { count: num }),
  fact('outputs-not-one', { count: num }),
  fact('other-beginning', {}),
  fact('returns-input', {}),
  fact('ends-in-shape', { given: shape, wanted: shape }),
  fact('softmax-not-last', {}),
  fact('ends-in-activation', { activation: text }),
] as const;
