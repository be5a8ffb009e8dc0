/** The numbers of the estimators. */
import { m } from '../messages/messages.js';
import type { NumberInfo } from './fields.ts';

const number = (
  label: NumberInfo['label'],
  help: NumberInfo['help'],
  min: number,
  max: number,
): Omit<NumberInfo, 'whole'> => ({ label, help, min, max });

const whole = (...given: Parameters<typeof number>) => ({ ...number(...given), whole: true as const });

const reduction = whole(m.estimator_reduction, m.estimator_reduction_help, 2, 10);
const rungs = whole(m.estimator_rungs, m.estimator_rungs_help, 1, 5);
const warmUp = number(m.estimator_warm_up, m.estimator_warm_up_help, 0, 0.95);

export const ESTIMATOR_NUMBERS = {
  'low-fidelity.stepShare': number(m.estimator_step_share, m.estimator_step_share_help, 0.01, 1),
  'low-fidelity.dataShare': number(m.estimator_data_share, m.estimator_data_share_help, 0.05, 1),
  'asha.reduction': reduction,
  'asha.rungs': rungs,
  'hyperband.reduction': reduction,
  'hyperband.rungs': rungs,
  'median.startUps': whole(m.estimator_start_ups, m.estimator_start_ups_help, 1, 1000),
  'median.warmUp': warmUp,
  'curve.chance': number(m.estimator_chance, m.estimator_chance_help, 0.001, 0.5),
  'curve.warmUp': warmUp,
  'zero-cost.keep': number(m.estimator_keep, m.estimator_keep_help, 0.05, 1),
  'one-shot.supernetSteps': whole(
    m.fields_spos_supernet_steps,
    m.fields_spos_supernet_steps_help,
    1,
    1_000_000,
  ),
  'one-shot.keep': number(m.estimator_keep, m.estimator_keep_help, 0.05, 1),
} as const satisfies Record<string, NumberInfo>;
