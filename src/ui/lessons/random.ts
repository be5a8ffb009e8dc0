import { bestOfArm, finished, goesOn, hasBegun, hasEnded, isNextBetter, isPaused, winner } from './checks.ts';
import { m } from '../messages/messages.js';
import type { Lesson } from './lesson.ts';

/** Validation accuracies closer than this are called alike: two of some 500 validation examples. */
const MARGIN = 0.004;

/** What architecture search is, and why random search is hard to beat. */
export const random: Lesson = {
  id: 'random',
  title: m.lesson_random_title,
  goal: m.lesson_random_goal,
  setup: {
    strategy: { id: 'evolution', population: 6, sample: 3 },
    budget: { unit: 'evaluations', count: 24 },
    training: { length: { unit: 'steps', count: 150 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_random_start,
      terms: ['nas', 'candidate', 'budget'],
      begins: true,
      isDone: hasBegun('evolution'),
    },
    {
      id: 'watch',
      at: 'race',
      text: m.lesson_random_watch,
      terms: ['baseline', 'accuracy'],
      isDone: ({ run }) => bestOfArm(run, 'search') !== undefined && bestOfArm(run, 'baseline') !== undefined,
    },
    {
      id: 'pause',
      at: 'transport',
      text: m.lesson_random_pause,
      whileRunning: true,
      isDone: isPaused,
    },
    {
      id: 'next',
      at: 'race',
      text: m.lesson_random_next,
      whileRunning: true,
      bet: {
        choices: [
          { id: 'yes', text: m.lesson_random_next_yes },
          { id: 'no', text: m.lesson_random_next_no },
        ],
        outcome: isNextBetter,
      },
    },
    {
      id: 'step',
      at: 'transport',
      text: m.lesson_random_step,
      whileRunning: true,
      isDone: ({ run, since }) => finished(run, 'search', since.candidates).length > 0,
    },
    {
      id: 'final',
      at: 'race',
      text: m.lesson_random_final,
      bet: {
        choices: [
          { id: 'search', text: m.lesson_side_evolution },
          { id: 'baseline', text: m.lesson_side_random },
          { id: 'alike', text: m.lesson_random_final_alike },
        ],
        outcome: winner((run, arm) => bestOfArm(run, arm)?.accuracy ?? 0, MARGIN),
      },
    },
    { id: 'resume', at: 'transport', text: m.lesson_random_resume, isDone: goesOn },
    {
      id: 'end',
      at: 'race',
      text: m.lesson_random_end,
      isDone: hasEnded,
      readings: [
        {
          id: 'search',
          label: m.lesson_reading_best_evolution,
          unit: 'percent',
          of: (run) => bestOfArm(run, 'search')?.accuracy,
        },
        {
          id: 'baseline',
          label: m.lesson_reading_best_random,
          unit: 'percent',
          of: (run) => bestOfArm(run, 'baseline')?.accuracy,
        },
      ],
    },
    {
      id: 'rival',
      at: 'candidates',
      text: m.lesson_random_rival,
      isDone: ({ run, chosen }) => chosen !== undefined && chosen === bestOfArm(run, 'baseline')?.id,
    },
  ],
  question: {
    text: m.lesson_random_question,
    answers: [
      { text: m.lesson_random_answer_1, isRight: false, feedback: m.lesson_random_feedback_1 },
      { text: m.lesson_random_answer_2, isRight: true, feedback: m.lesson_random_feedback_2 },
      { text: m.lesson_random_answer_3, isRight: false, feedback: m.lesson_random_feedback_3 },
    ],
  },
  notes: {
    minutes: 15,
    before: m.lesson_random_before,
    asks: [
      { question: m.lesson_random_ask_1, answer: m.lesson_random_reply_1 },
      { question: m.lesson_random_ask_2, answer: m.lesson_random_reply_2 },
    ],
  },
};
