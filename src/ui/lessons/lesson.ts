/** What a lesson is made of. Texts are functions, since the page's language may change while they are shown. */
import type { CandidateId } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { RunSpec } from '../../search/spec/spec.ts';
import type { TermId } from './glossary.ts';
import type { Place } from './places.ts';

export type Text = () => string;

/** How far the run was, and what was chosen, when a step began. */
export interface Mark {
  readonly candidates: number;
  readonly changes: number;
  readonly chosen?: CandidateId;
}

/** All that a step may look at to see whether it was done. */
export interface Seen {
  /** What the form says. */
  readonly spec: RunSpec;
  /** A run begun during the lesson; empty until there is one. */
  readonly run: RunSnapshot;
  readonly chosen?: CandidateId;
  /** As it was when the step became the next to do. */
  readonly since: Mark;
}

/** A figure of the run that is kept when its step is done, so that it can be set beside that of a later step. */
export interface Reading {
  readonly id: string;
  readonly label: Text;
  readonly unit: 'percent' | 'count';
  /** Percent as a fraction, 0–1; undefined where the run does not have it. */
  readonly of: (run: RunSnapshot) => number | undefined;
}

export interface Choice {
  readonly id: string;
  readonly text: Text;
}

export interface Bet {
  readonly choices: readonly Choice[];
  /** The choice that turned out right; undefined while it is open. */
  readonly outcome: (run: RunSnapshot, since: Mark) => string | undefined;
}

interface StepBasis {
  /** Unique within the lesson. */
  readonly id: string;
  /** The part of the page that it speaks of. */
  readonly at: Place;
  readonly text: Text;
  /** Explained in the glossary. */
  readonly terms?: readonly TermId[];
  /** Fields of the form that can be set for the person. */
  readonly set?: (spec: RunSpec) => Partial<RunSpec>;
  /** A run begins with it, so that a lesson taken up later goes on from here. */
  readonly begins?: true;
  /** It can only be done while a run is under way. */
  readonly whileRunning?: true;
  /** Taken when it is done. */
  readonly readings?: readonly Reading[];
}

export interface Deed extends StepBasis {
  readonly isDone: (seen: Seen) => boolean;
}

/** Done when one has been chosen. */
export interface Wager extends StepBasis {
  readonly bet: Bet;
}

export type Step = Deed | Wager;

export interface Answer {
  readonly text: Text;
  readonly isRight: boolean;
  readonly feedback: Text;
}

export interface Question {
  readonly text: Text;
  readonly answers: readonly Answer[];
}

/** For whoever teaches; not shown to those who learn. */
export interface TeacherNotes {
  /** Minutes of a class, talk included. */
  readonly minutes: number;
  readonly before: Text;
  /** What to ask, each with what a good answer holds. */
  readonly asks: readonly { readonly question: Text; readonly answer: Text }[];
}

export interface Lesson {
  readonly id: LessonId;
  readonly title: Text;
  readonly goal: Text;
  /** For `parseSpec`; what is not named is as by default. */
  readonly setup: object;
  readonly steps: readonly Step[];
  readonly question: Question;
  readonly notes: TeacherNotes;
}

/** In the order in which they are taught; the first is number 1. */
export const LESSON_IDS = [
  'random',
  'evolution',
  'diversity',
  'writer',
  'evoprompting',
  'llmatic',
  'gptnas',
  'fooled',
] as const;
export type LessonId = (typeof LESSON_IDS)[number];
