import type { CandidateId, CurvePoint } from '../../domain.ts';
import type { CandidateRecord } from '../../run/fold.ts';
import { featuresOf } from '../predictors/features.ts';
import type { Probe } from '../proxies.ts';

/** With fewer, any order is likely by chance: three networks are ranked perfectly in one of six. */
export const FEWEST_RANKED = 5;

/** A network that was trained to the end, with all that an estimator may be handed of it. */
export interface Trained {
  readonly id: CandidateId;
  /** What a perfect estimator would rank by: validation accuracy after the whole training, 0–1. */
  readonly accuracy: number;
  /** Of the whole training. */
  readonly steps: number;
  /** Milliseconds of building and training it. */
  readonly ms: number;
  readonly params: number;
  readonly flops: number;
  /** As `featuresOf` has them. */
  readonly features: readonly number[];
  readonly curve: readonly CurvePoint[];
  readonly probe?: Probe;
}

/**
 * The networks of a run by which estimators can be measured: scored, trained for as many steps as any of the run, and each
 * graph once, whichever arm found it.
 */
export function trainedOf(candidates: readonly CandidateRecord[]): readonly Trained[] {
  const most = Math.max(0, ...candidates.map(stepsOf));
  const seen = new Set<string>();
  return candidates.flatMap((record): readonly Trained[] => {
    const { candidate, architecture, outcome, curve, probe } = record;
    if (!architecture || outcome?.kind !== 'scored' || stepsOf(record) < most) return [];
    if (seen.has(architecture.hash)) return [];
    seen.add(architecture.hash);
    const { valAccuracy, steps, trainMs, buildMs, params, flops } = outcome;
    return [
      {
        id: candidate.id,
        accuracy: valAccuracy,
        steps,
        ms: trainMs + buildMs,
        params,
        flops,
        features: featuresOf(architecture),
        curve,
        ...(probe && { probe }),
      },
    ];
  });
}

const stepsOf = ({ outcome }: CandidateRecord): number => (outcome?.kind === 'scored' ? outcome.steps : 0);
