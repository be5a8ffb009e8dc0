/** How a candidate's worth is found, whoever proposed it. */
import * as v from 'valibot';
import { LEARNERS } from '../estimators/predictors/learnerIds.ts';
import { ZERO_COST_PROXIES } from '../estimators/proxies.ts';
import { between, positive } from './ranges.ts';

/** Times that a training is judged before its end, each at `reduction` times the length of the one before. */
const rungs = v.optional(v.pipe(positive(5)), 2);

const reduction = (usual: number) => v.optional(v.pipe(positive(10), v.minValue(2)), usual);

export const estimatorSchema = v.variant('id', [
  /** All are trained to the end. The same as none. */
  v.object({ id: v.literal('full') }),
  /** All are trained for less, and their scores are those of the lesser training. */
  v.object({
    id: v.literal('low-fidelity'),
    /** Of the training's length. */
    stepShare: v.optional(between(0.01, 1), 0.25),
    /** Of the training examples; with as many passes over them, the training is shorter by the same share. */
    dataShare: v.optional(between(0.05, 1), 1),
  }),
  /** Li et al. 2020, for trials that cannot be laid aside (Akiba et al. 2019); Optuna's reduction factor is 4. */
  v.object({ id: v.literal('asha'), reduction: reduction(4), rungs }),
  /** Li et al. 2018, brackets of the same; the paper's eta is 3. */
  v.object({ id: v.literal('hyperband'), reduction: reduction(3), rungs }),
  /** Jamieson and Talwalkar 2016: `reduction` to the power of `rungs` trials wait for each other. */
  v.object({ id: v.literal('halving'), reduction: reduction(3), rungs }),
  /** Li et al. 2018, algorithm 1: brackets of the same, one after the other. */
  v.object({ id: v.literal('sync-hyperband'), reduction: reduction(3), rungs }),
  /** Golovin et al. 2017; Optuna's MedianPruner completes 5 trials before it stops any. */
  v.object({
    id: v.literal('median'),
    startUps: v.optional(positive(1000), 5),
    /** Share of the training before which none is stopped. */
    warmUp: v.optional(between(0, 0.95), 0.1),
  }),
  /** Domhan et al. 2015, who stop below a chance of 0.05 to become the best. */
  v.object({
    id: v.literal('curve'),
    chance: v.optional(between(0.001, 0.5), 0.05),
    warmUp: v.optional(between(0, 0.95), 0.3),
  }),
  /** Abdelfattah et al. 2021: only the best by a proxy are trained. */
  v.object({
    id: v.literal('zero-cost'),
    proxy: v.optional(v.picklist([...ZERO_COST_PROXIES, 'vote']), 'vote'),
    /** Share of the networks that are trained, those of the highest rank. */
    keep: v.optional(between(0.05, 1), 0.5),
    /** Whether the other proxies are measured as well, to see how they rank. */
    measureAll: v.optional(v.boolean(), false),
  }),
  /** Guo et al. 2020: only the best by the weights of a supernet are trained. For networks of the cell space; others all are. */
  v.object({
    id: v.literal('one-shot'),
    /** For which the supernet is trained, once in a run. */
    supernetSteps: v.optional(positive(1_000_000), 4000),
    /** Share of the networks that are trained, those of the highest rank. */
    keep: v.optional(between(0.05, 1), 0.5),
  }),
  /** White et al. 2021: only the best by what was learnt from those trained before are trained. */
  v.object({
    id: v.literal('predictor'),
    learner: v.optional(v.picklist(LEARNERS), 'trees'),
    /** Networks that are trained to the end before any is refused; 3, lest there be nothing to learn from. */
    lessons: v.optional(v.pipe(positive(1000), v.minValue(3)), 10),
    keep: v.optional(between(0.05, 1), 0.5),
  }),
]);
export type EstimatorSpec = v.InferOutput<typeof estimatorSchema>;
export type EstimatorId = EstimatorSpec['id'];
export type EstimatorOf<Id extends EstimatorId> = Extract<EstimatorSpec, { readonly id: Id }>;
