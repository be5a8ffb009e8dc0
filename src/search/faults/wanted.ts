/** What a setting of a layer may be. */
import * as v from 'valibot';
import { shape, texts } from './fact.ts';

const num = v.number();
const text = v.string();

/** Why a setting may be written but not changed. */
const WHYS = [
  'channels-last',
  'float32',
  'no-other-alpha',
  'one-tensor',
  'random-order',
  'no-other-form',
  'untrainable',
] as const;
export type Why = (typeof WHYS)[number];

export const wantedSchema = v.variant('kind', [
  v.object({ kind: v.literal('whole'), from: num, to: v.exactOptional(num) }),
  v.object({ kind: v.literal('number'), from: num, to: num }),
  /** 0 to below 1. */
  v.object({ kind: v.literal('rate') }),
  v.object({ kind: v.literal('flag') }),
  /** One of these texts. */
  v.object({ kind: v.literal('word'), words: texts }),
  /** Nothing else, as JSON. */
  v.object({ kind: v.literal('only'), value: text, why: v.picklist(WHYS) }),
  v.object({ kind: v.literal('one-number') }),
  v.object({ kind: v.literal('one-or-each'), count: num }),
  v.object({ kind: v.literal('number-or-pair') }),
  v.object({ kind: v.literal('pair') }),
  v.object({ kind: v.literal('whole-list'), longest: num }),
  v.object({ kind: v.literal('without-repetition') }),
  v.object({ kind: v.literal('order'), axes: shape, shape }),
  v.object({ kind: v.literal('written-sizes') }),
  v.object({ kind: v.literal('batch-shape') }),
  v.object({ kind: v.literal('undilated') }),
  v.object({ kind: v.literal('initializer') }),
  v.object({ kind: v.literal('regularizer') }),
  v.object({
    kind: v.literal('activation'),
    names: texts,
    /** By what name TF.js knows the one that was meant, or the layer that it is. */
    mend: v.exactOptional(
      v.variant('kind', [
        v.object({ kind: v.literal('write'), name: text }),
        v.object({ kind: v.literal('use'), layer: text }),
      ]),
    ),
  }),
  v.object({ kind: v.literal('recurrent') }),
  v.object({ kind: v.literal('name') }),
  v.object({ kind: v.literal('other-word') }),
]);

export type Wanted = v.InferOutput<typeof wantedSchema>;
