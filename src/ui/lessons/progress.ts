/** What is remembered of the lessons from visit to visit, as text. */
import * as v from 'valibot';
import { type LessonId, LESSON_IDS } from './lesson.ts';
import { type Walk, beginning } from './walk.ts';

const walkSchema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  readings: v.record(v.string(), v.pipe(v.number(), v.finite())),
  answer: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
const progressSchema = v.partial(v.object(v.entriesFromList(LESSON_IDS, walkSchema)));

export type Progress = Readonly<Partial<Record<LessonId, Walk>>>;

/** Bets are of one run and end with it. */
export const writeProgress = (progress: Progress): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(progress).map(([id, { step, readings, answer }]) => [id, { step, readings, answer }]),
    ),
  );

/** Nothing when the text is no progress, or of another version of the page. */
export function readProgress(text: string | null): Progress {
  try {
    const parsed = v.safeParse(progressSchema, JSON.parse(text ?? '{}'));
    if (!parsed.success) return {};
    return Object.fromEntries(
      Object.entries(parsed.output).map(([id, { answer, ...walk }]) => [
        id,
        { ...beginning, ...walk, ...(answer !== undefined && { answer }) },
      ]),
    );
  } catch {
    return {};
  }
}
