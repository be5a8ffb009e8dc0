/**
 * What a model of our own can learn from a run: its candidates as prompts with the reply that would have been right.
 *
 * EvoPrompting (Chen et al. 2023, section 3) tunes its model after each round on the children that were not selected:
 * the parents with their metrics, as the child's own metrics for target, and the child. Whether good or bad, a child
 * shows what programs of these metrics look like. The selected ones are shown in prompts instead. A run here has no
 * rounds, so those count as selected that have become a parent so far.
 */
import type { TaskShape } from '../domain.ts';
import { Rng } from '../random/rng.ts';
import { type Known, type Scored, isScored, lessonCandidates, parentsOf } from './lessonCandidates.ts';
import { type TerseParent, inHouseStyle, tersePrompt } from './terse.ts';

/** A prompt, and the reply that the model should give to it. */
export interface Lesson {
  readonly prompt: { readonly system: string; readonly user: string };
  readonly reply: string;
}

export interface Lessons {
  readonly taught: readonly Lesson[];
  /** Not learnt from, so that they tell what was learnt. Their programs stand in no prompt of those taught. */
  readonly keptBack: readonly Lesson[];
}

/** Of all lessons, about. */
const KEPT_BACK = 0.2;

/**
 * A lesson from each of `lessonCandidates`, by validation figures alone. The model leaves out those that are too long
 * for it. The seed and a candidate's number say whether it is kept back, so that what was taught once is not kept back
 * when the run has gone on and the model is tuned further; only where else there were none, one is.
 */
export function lessonsOf(task: TaskShape, records: readonly Known[], seed: number): Lessons {
  const lessons = lessonCandidates(records)
    .map((scored) => ({
      lesson: lessonOf(task, scored, records),
      lot: new Rng(seed).fork(scored.candidate.id).float(),
    }))
    .sort((a, b) => a.lot - b.lot);
  const kept = Math.max(1, lessons.filter(({ lot }) => lot < KEPT_BACK).length);
  const drawn = lessons.map(({ lesson }) => lesson);
  return { taught: drawn.slice(kept), keptBack: drawn.slice(0, kept) };
}

function lessonOf(task: TaskShape, { candidate, outcome }: Scored, records: readonly Known[]): Lesson {
  const parents = parentsOf(candidate)
    .flatMap((id) => records[id - 1] ?? [])
    .filter(isScored)
    .sort((a, b) => a.outcome.valAccuracy - b.outcome.valAccuracy)
    .map(({ candidate: { source }, outcome }): TerseParent => ({ source, ...metricsOf(outcome) }));
  const user = tersePrompt({ task, parents, target: metricsOf(outcome) });
  return { prompt: { system: '', user }, reply: inHouseStyle(candidate.source) };
}

const metricsOf = ({ valAccuracy, params }: Scored['outcome']) => ({ valAccuracy, params });
