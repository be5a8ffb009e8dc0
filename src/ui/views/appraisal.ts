/** Estimators and their rank correlations with full training, as the page words them. */
import type { Appraised } from '../../search/estimators/appraisal/appraise.ts';
import type { RivalId } from '../../search/estimators/appraisal/rivals.ts';
import type { CorrelationEstimate } from '../../search/estimators/correlation.ts';
import { LEARNER_NAMES } from '../controls/estimatorWords.ts';
import { m } from '../messages/messages.js';
import { duration, fixed, percent } from './format.ts';

/** Which of the two correlations is shown. */
export type CorrelationName = 'spearman' | 'kendall';

/** Estimators of a kind stand together. */
export type RivalGroup = 'fidelity' | 'proxy' | 'size' | 'predictor';

export const GROUP_NAMES: Readonly<Record<RivalGroup, () => string>> = {
  fidelity: m.appraisal_group_fidelity,
  proxy: m.appraisal_group_proxy,
  size: m.appraisal_group_size,
  predictor: m.appraisal_group_predictor,
};

export const groupOf = ({ kind }: RivalId): RivalGroup => (kind === 'forecast' ? 'fidelity' : kind);

export function rivalName(id: RivalId): string {
  switch (id.kind) {
    case 'fidelity':
      return m.appraisal_share({ share: fraction(id.share) });
    case 'forecast':
      return m.appraisal_forecast({ share: fraction(id.share) });
    case 'proxy':
      return id.proxy === 'vote' ? m.appraisal_vote() : id.proxy;
    case 'size':
      return id.figure === 'params' ? m.estimator_params() : m.estimator_flops();
    case 'predictor':
      return LEARNER_NAMES[id.predictor]();
  }
}

/** Equal for equal estimators. */
export const rivalKey = (id: RivalId): string => JSON.stringify(id);

/** A half, a quarter, an eighth. */
const fraction = (share: number): string => `1/${Math.round(1 / share)}`;

/** What an estimator costs for a network, or once for all. */
export function costWords({ id, ms, share, taughtOn }: Appraised): string {
  if (taughtOn !== undefined) return m.appraisal_taught({ count: taughtOn });
  if (id.kind === 'size') return m.appraisal_free();
  return m.appraisal_spent({ share: percent(share, share < 0.0995 ? 1 : 0), time: duration(ms) });
}

/** With two digits: a third would be chance. */
export const correlation = (value: number): string => fixed(value, 2);

export const intervalWords = ({ interval }: CorrelationEstimate): string =>
  interval ? `${correlation(interval[0])} … ${correlation(interval[1])}` : '–';

/** What an estimator's figures say, in sentences. */
export function meaningOf(rival: Appraised, which: CorrelationName): string {
  const name = rivalName(rival.id);
  const found = rival[which];
  if (!found) return m.appraisal_no_order({ name });
  const { value, interval } = found;
  const figures = { name, value: correlation(value), count: rival.points.length };
  const said = interval
    ? m.appraisal_chosen({
        ...figures,
        low: correlation(interval[0]),
        high: correlation(interval[1]),
      })
    : m.appraisal_chosen_bare(figures);
  return [
    said,
    ...(rival.kendall ? [m.appraisal_pairs({ share: percent((1 + rival.kendall.value) / 2, 0) })] : []),
    ...(interval ? [verdictOf(interval)] : []),
    ...(rival.id.kind === 'predictor' ? [m.appraisal_self()] : []),
    ...(groupOf(rival.id) === 'fidelity' ? [m.appraisal_lesser()] : []),
  ].join(' ');
}

function verdictOf([low, high]: readonly [number, number]): string {
  if (low > 0) return m.appraisal_better();
  return high < 0 ? m.appraisal_reverse() : m.appraisal_chance();
}

/** A network's places, 1 for the best; equals share their mean place. */
export interface Placed {
  readonly id: number;
  readonly own: number;
  readonly truth: number;
}

export function placesOf({ points }: Appraised): readonly Placed[] {
  const own = places(points.map(({ estimate }) => estimate));
  const truth = places(points.map(({ accuracy }) => accuracy));
  return points.map(({ id }, i) => ({ id, own: own[i] ?? 0, truth: truth[i] ?? 0 }));
}

function places(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const better = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    return better + (equal + 1) / 2;
  });
}
