import { m } from '../messages/messages.js';
import {
  changedTo,
  choseOrigin,
  finished,
  goesOn,
  hasBegun,
  hasEnded,
  isPaused,
  isParent,
} from './checks.ts';
import type { Lesson } from './lesson.ts';

/** Mutation and selection. */
export const evolution: Lesson = {
  id: 'evolution',
  title: m.lesson_evolution_title,
  goal: m.lesson_evolution_goal,
  setup: {
    strategy: { id: 'evolution', population: 6, sample: 4, edits: 1 },
    baseline: false,
    budget: { unit: 'evaluations', count: 60 },
    training: { length: { unit: 'steps', count: 120 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_evolution_start,
      terms: ['evolution', 'mutation'],
      begins: true,
      isDone: hasBegun('evolution'),
    },
    {
      id: 'children',
      at: 'candidates',
      text: m.lesson_evolution_children,
      isDone: ({ run }) =>
        finished(run, 'search').some(({ candidate }) => candidate.origin.kind === 'mutated'),
    },
    {
      id: 'pause',
      at: 'transport',
      text: m.lesson_evolution_pause,
      whileRunning: true,
      isDone: isPaused,
    },
    {
      id: 'child',
      at: 'candidates',
      text: m.lesson_evolution_child,
      isDone: choseOrigin(({ kind }) => kind === 'mutated'),
    },
    {
      id: 'parent',
      at: 'network',
      text: m.lesson_evolution_parent,
      terms: ['selection'],
      isDone: ({ run, chosen, since }) => isParent(run, chosen, since.chosen),
    },
    {
      id: 'edits',
      at: 'settings',
      text: m.lesson_evolution_edits,
      whileRunning: true,
      isDone: changedTo((strategy) => strategy.id === 'evolution' && strategy.edits >= 4),
    },
    { id: 'resume', at: 'transport', text: m.lesson_evolution_resume, isDone: goesOn },
    {
      id: 'wild',
      at: 'candidates',
      text: m.lesson_evolution_wild,
      isDone: choseOrigin((origin) => origin.kind === 'mutated' && origin.edits.length >= 3),
    },
    {
      id: 'contestants',
      at: 'settings',
      text: m.lesson_evolution_contestants,
      whileRunning: true,
      isDone: changedTo((strategy) => strategy.id === 'evolution' && strategy.sample === 1),
    },
    { id: 'end', at: 'race', text: m.lesson_evolution_end, isDone: hasEnded },
  ],
  question: {
    text: m.lesson_evolution_question,
    answers: [
      { text: m.lesson_evolution_answer_1, isRight: true, feedback: m.lesson_evolution_feedback_1 },
      { text: m.lesson_evolution_answer_2, isRight: false, feedback: m.lesson_evolution_feedback_2 },
      { text: m.lesson_evolution_answer_3, isRight: false, feedback: m.lesson_evolution_feedback_3 },
    ],
  },
  notes: {
    minutes: 20,
    before: m.lesson_evolution_before,
    asks: [
      { question: m.lesson_evolution_ask_1, answer: m.lesson_evolution_reply_1 },
      { question: m.lesson_evolution_ask_2, answer: m.lesson_evolution_reply_2 },
    ],
  },
};
