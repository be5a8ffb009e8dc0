/** All lessons, in the order in which they are taught. */
import { diversity } from './diversity.ts';
import { evolution } from './evolution.ts';
import { evoprompting } from './evoprompting.ts';
import { fooled } from './fooled.ts';
import { gptnas } from './gptnas.ts';
import { type Lesson, LESSON_IDS, type LessonId } from './lesson.ts';
import { llmatic } from './llmatic.ts';
import { random } from './random.ts';
import { writer } from './writer.ts';

const BY_ID: Readonly<Record<LessonId, Lesson>> = {
  random,
  evolution,
  diversity,
  writer,
  evoprompting,
  llmatic,
  gptnas,
  fooled,
};

export const LESSONS: readonly Lesson[] = LESSON_IDS.map((id) => BY_ID[id]);
