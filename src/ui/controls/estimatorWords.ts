/** The ways to judge a network, as the form and the panels call them. */
import type { LearnerId } from '../../search/estimators/predictors/learnerIds.ts';
import type { ZeroCostProxy } from '../../search/estimators/proxies.ts';
import type { EstimatorId } from '../../search/spec/spec.ts';
import { m } from '../messages/messages.js';

export const ESTIMATOR_NAMES: Record<EstimatorId, () => string> = {
  full: m.estimator_full,
  'low-fidelity': m.estimator_low_fidelity,
  asha: m.estimator_asha,
  hyperband: m.estimator_hyperband,
  halving: m.estimator_halving,
  'sync-hyperband': m.estimator_sync_hyperband,
  median: m.estimator_median,
  curve: m.estimator_curve,
  'zero-cost': m.estimator_zero_cost,
  'one-shot': m.estimator_one_shot,
  predictor: m.estimator_predictor,
};

/** What each does, and at what price. */
export const ESTIMATOR_NOTES: Record<EstimatorId, () => string> = {
  full: m.estimator_about_full,
  'low-fidelity': m.estimator_about_low_fidelity,
  asha: m.estimator_about_asha,
  hyperband: m.estimator_about_hyperband,
  halving: m.estimator_about_halving,
  'sync-hyperband': m.estimator_about_sync_hyperband,
  median: m.estimator_about_median,
  curve: m.estimator_about_curve,
  'zero-cost': m.estimator_about_zero_cost,
  'one-shot': m.estimator_about_one_shot,
  predictor: m.estimator_about_predictor,
};

export const LEARNER_NAMES: Record<LearnerId, () => string> = {
  ridge: m.estimator_ridge,
  trees: m.estimator_trees,
  perceptron: m.estimator_perceptron,
};

export const PROXY_NAMES: Record<ZeroCostProxy | 'vote', () => string> = {
  vote: m.estimator_vote,
  grad_norm: m.estimator_grad_norm,
  snip: m.estimator_snip,
  grasp: m.estimator_grasp,
  fisher: m.estimator_fisher,
  synflow: m.estimator_synflow,
  jacob_cov: m.estimator_jacob_cov,
  naswot: m.estimator_naswot,
  params: m.estimator_params,
  flops: m.estimator_flops,
};
