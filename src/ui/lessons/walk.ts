/** How far a person is in a lesson, and how that follows from what is seen on the page. Nothing here waits or draws. */
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { Bet, Lesson, Mark, Seen, Step, Wager } from './lesson.ts';

export interface PlacedBet {
  readonly choice: string;
  readonly since: Mark;
}

export interface Walk {
  /** Index of the step to do next; as many as there are steps when all are done. */
  readonly step: number;
  /** When that step became the next. */
  readonly since: Mark;
  /** By the step's id. */
  readonly bets: Readonly<Record<string, PlacedBet>>;
  /** By the reading's id. */
  readonly readings: Readonly<Record<string, number>>;
  /** Index of the answer chosen last. */
  readonly answer?: number;
}

export const NOTHING_YET: Mark = { candidates: 0, changes: 0 };
export const beginning: Walk = { step: 0, since: NOTHING_YET, bets: {}, readings: {} };

type Glance = Omit<Seen, 'since'>;

export const isWager = (step: Step): step is Wager => 'bet' in step;

const markOf = ({ run, chosen }: Glance): Mark => ({
  candidates: run.candidates.length,
  changes: run.changes.length,
  ...(chosen !== undefined && { chosen }),
});

/** Goes on over all steps that are done; the same walk when the next one is not. A step once done stays done. */
export function advance(lesson: Lesson, walk: Walk, glance: Glance): Walk {
  let at = walk;
  for (;;) {
    const step = lesson.steps[at.step];
    if (!step) return at;
    const isDone = isWager(step)
      ? step.id in at.bets
      : step.isDone({ ...glance, since: inThisRun(at.since, glance.run) });
    if (!isDone) return at;
    at = pass(at, step, glance);
  }
}

/** Leaves the next step undone and goes on. */
export function skip(lesson: Lesson, walk: Walk, glance: Glance): Walk {
  const step = lesson.steps[walk.step];
  return step ? pass(walk, step, glance) : walk;
}

export function placeBet(walk: Walk, step: Wager, choice: string, glance: Glance): Walk {
  return { ...walk, bets: { ...walk.bets, [step.id]: { choice, since: markOf(glance) } } };
}

/** The choice that turned out right; undefined while nobody knows. */
export const outcomeOf = (bet: Bet, placed: PlacedBet, run: RunSnapshot): string | undefined =>
  bet.outcome(run, inThisRun(placed.since, run));

/** Taken up again where the run is gone: from the step that begins one, unless only the question is left. */
export function resumed(lesson: Lesson, walk: Walk): Walk {
  if (walk.step >= lesson.steps.length) return walk;
  const from = lesson.steps.findLastIndex(({ begins }, i) => begins && i <= walk.step);
  return { ...walk, step: from < 0 ? walk.step : from, since: NOTHING_YET, bets: {} };
}

export const isComplete = ({ question }: Lesson, { answer }: Walk): boolean =>
  answer !== undefined && question.answers[answer]?.isRight === true;

function pass(walk: Walk, step: Step, glance: Glance): Walk {
  const taken = (step.readings ?? []).flatMap(({ id, of }) => {
    const value = of(glance.run);
    return value === undefined ? [] : [[id, value] as const];
  });
  return {
    ...walk,
    step: walk.step + 1,
    since: markOf(glance),
    readings: { ...walk.readings, ...Object.fromEntries(taken) },
  };
}

/** A mark of a longer run was set in one before this; of this run, everything is since. */
const inThisRun = (mark: Mark, { candidates }: RunSnapshot): Mark =>
  mark.candidates <= candidates.length ? mark : NOTHING_YET;
