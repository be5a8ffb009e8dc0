/**
 * What a model of our own can learn from a run: its candidates as prompts with the reply that would have been right.
 *
 * EvoPrompting (Chen et al. 2023, section 3) tunes its model after each round on the children that were not selected:
 * the parents with their metrics, as the child's own metrics for target, and the child. Whether good or bad, a child
 * shows what programs of these metrics look like. The selected ones are shown in prompts instead. A run here has no
 * rounds, so those count as selected that have become a parent so far.
 */
import type { CandidateId, TaskShape } from '../domain.ts';
import { Rng } from '../random/rng.ts';
import { type Known, type Scored, isScored, lessonCandidates, parentsOf } from './lessonCandidates.ts';
import { type Metrics, inHouseStyle, tersePrompt } from './terse.ts';

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

/** A program with what it scored. */
export type Measured = Required<Metrics> & { readonly source: string };

/** Of all lessons, about. */
const KEPT_BACK = 0.2;

/**
 * A lesson from each of `lessonCandidates`, by validation figures alone. The model leaves out those that are too long
 * for it. When the run has gone on and the model is tuned further, what was taught once is not kept back.
 */
export const lessonsOf = (task: TaskShape, records: readonly Known[], seed: number): Lessons =>
  partLessons(
    lessonCandidates(records).map(({ candidate, outcome }) => {
      const parents = parentsOf(candidate)
        .flatMap((id) => records[id - 1] ?? [])
        .filter(isScored)
        .map(measured);
      return {
        id: candidate.id,
        lesson: lessonOf(task, parents, { source: candidate.source, ...metricsOf(outcome) }),
      };
    }),
    seed,
  );

/** The parents, worst first, and the child's own metrics for the target; the right reply is the child. */
export function lessonOf(task: TaskShape, parents: readonly Measured[], child: Measured): Lesson {
  const shown = parents.toSorted((a, b) => a.valAccuracy - b.valAccuracy);
  const user = tersePrompt({ task, parents: shown, target: metricsOf(child) });
  return { prompt: { system: '', user }, reply: inHouseStyle(child.source) };
}

/**
 * Keeps some back. The seed and a candidate's number say which; only where that were none, one is.
 */
export function partLessons(
  lessons: readonly { readonly id: CandidateId; readonly lesson: Lesson }[],
  seed: number,
): Lessons {
  const lots = lessons
    .map(({ id, lesson }) => ({ lesson, lot: new Rng(seed).fork(id).float() }))
    .sort((a, b) => a.lot - b.lot);
  const kept = Math.max(1, lots.filter(({ lot }) => lot < KEPT_BACK).length);
  const drawn = lots.map(({ lesson }) => lesson);
  return { taught: drawn.slice(kept), keptBack: drawn.slice(0, kept) };
}

const measured = ({ candidate: { source }, outcome }: Scored): Measured => ({
  source,
  ...metricsOf(outcome),
});

const metricsOf = ({ valAccuracy, params }: Required<Metrics>) => ({ valAccuracy, params });
