/** The estimators that are measured, each by what it says of networks that were trained to the end. */
import { mean } from 'd3-array';
import type { Rng } from '../../random/rng.ts';
import { crossPredict } from '../predictors/crossValidation.ts';
import { LEARNERS, type LearnerId } from '../predictors/learnerIds.ts';
import { newLearner } from '../predictors/learners.ts';
import { NETWORK_PROXIES, type NetworkProxy, VOTERS } from '../proxies.ts';
import { rankVote } from '../rankVote.ts';
import { endOf } from '../watches/curve.ts';
import type { Trained } from './trained.ts';

/** Shares of the training after which learning curves are read. */
export const FIDELITIES = [1 / 8, 1 / 4, 1 / 2] as const;
/** Share after which they are carried on; earlier they have too few points. */
export const FORECAST_FROM = 1 / 2;

export type RivalId =
  /** The best accuracy after a share of the training. */
  | { readonly kind: 'fidelity'; readonly share: number }
  /** The learning curve up to a share of the training, carried on to its end. */
  | { readonly kind: 'forecast'; readonly share: number }
  | { readonly kind: 'proxy'; readonly proxy: NetworkProxy | 'vote' }
  | { readonly kind: 'size'; readonly figure: 'params' | 'flops' }
  /** Says of each network what it learnt from others. */
  | { readonly kind: 'predictor'; readonly predictor: LearnerId };

/** What an estimator says of a network, and what it took. */
export interface Estimate {
  readonly value: number;
  /** Milliseconds for this network; of a share of a training that share of the time that the whole one took. */
  readonly ms: number;
}

export interface Rival {
  readonly id: RivalId;
  /** One for each network; undefined where it has nothing to say. */
  readonly estimates: readonly (Estimate | undefined)[];
  /** Networks that had to be trained to the end before it could say anything. */
  readonly taughtOn?: number;
}

/** Fewer networks teach a predictor nothing that could be measured on those left out. */
export const FEWEST_TO_LEARN = 10;
const FOLDS = 5;

/** All rivals that have anything to say of these networks. */
export function rivalsOf(trained: readonly Trained[], rng: Rng): readonly Rival[] {
  return [
    ...FIDELITIES.map((share) => fidelity(trained, share)),
    forecast(trained),
    ...NETWORK_PROXIES.map((proxy) => measured(trained, proxy)),
    vote(trained),
    size(trained, 'params'),
    size(trained, 'flops'),
    ...(trained.length < FEWEST_TO_LEARN
      ? []
      : LEARNERS.map((predictor) => learned(trained, predictor, rng))),
  ].filter(({ estimates }) => estimates.some((estimate) => estimate !== undefined));
}

/** The points of a curve until a share of the training, the first point at or after it included. */
function until({ curve, steps }: Trained, share: number) {
  const at = curve.findIndex(({ step }) => step >= share * steps);
  // What is read at the very end would be the whole training.
  const last = curve[at];
  return last && last.step < steps ? curve.slice(0, at + 1) : [];
}

function fidelity(trained: readonly Trained[], share: number): Rival {
  const estimates = trained.map((network) => {
    const seen = until(network, share);
    const last = seen.at(-1);
    if (!last) return undefined;
    const value = Math.max(...seen.map(({ valAccuracy }) => valAccuracy));
    return { value, ms: (network.ms * last.step) / network.steps };
  });
  return { id: { kind: 'fidelity', share }, estimates };
}

function forecast(trained: readonly Trained[]): Rival {
  const share = FORECAST_FROM;
  const estimates = trained.map((network) => {
    const seen = until(network, share);
    const last = seen.at(-1);
    const end = endOf(seen, { unit: 'steps', count: network.steps });
    return last && end && { value: end.mean, ms: (network.ms * last.step) / network.steps };
  });
  return { id: { kind: 'forecast', share }, estimates };
}

function measured(trained: readonly Trained[], proxy: NetworkProxy): Rival {
  const estimates = trained.map(({ probe }) => {
    const found = probe?.[proxy];
    return found?.value === undefined ? undefined : { value: found.value, ms: found.ms };
  });
  return { id: { kind: 'proxy', proxy }, estimates };
}

/** Among the networks of which all voters are known. */
function vote(trained: readonly Trained[]): Rival {
  const voted = trained.filter(({ probe }) => VOTERS.every((proxy) => probe?.[proxy]?.value !== undefined));
  const points = rankVote(VOTERS.map((proxy) => voted.map(({ probe }) => probe?.[proxy]?.value ?? NaN)));
  const estimates = trained.map((network): Estimate | undefined => {
    const value = points[voted.indexOf(network)];
    const ms = VOTERS.reduce((sum, proxy) => sum + (network.probe?.[proxy]?.ms ?? 0), 0);
    return value === undefined ? undefined : { value, ms };
  });
  return { id: { kind: 'proxy', proxy: 'vote' }, estimates };
}

const size = (trained: readonly Trained[], figure: 'params' | 'flops'): Rival => ({
  id: { kind: 'size', figure },
  estimates: trained.map((network) => ({ value: network[figure], ms: 0 })),
});

function learned(trained: readonly Trained[], predictor: LearnerId, rng: Rng): Rival {
  const predicted = crossPredict(
    () => newLearner(predictor, rng.fork('weights')),
    trained.map(({ features }) => features),
    trained.map(({ accuracy }) => accuracy),
    FOLDS,
    // The same folds for each, so that they are asked the same.
    rng.fork('folds'),
  );
  return {
    id: { kind: 'predictor', predictor },
    estimates: predicted.map((value) => ({ value, ms: 0 })),
    taughtOn: Math.round((trained.length * (FOLDS - 1)) / FOLDS),
  };
}

/** Milliseconds for a network on average, of those that it says something of. */
export const meanMs = ({ estimates }: Rival): number =>
  mean(estimates.flatMap((estimate) => (estimate ? [estimate.ms] : []))) ?? 0;
