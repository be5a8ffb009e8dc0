import { m } from '../messages/messages.js';
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { RunSpec } from '../../search/spec/spec.ts';
import { choseOrigin, finished, hasBegun, hasEnded, shareOf } from './checks.ts';
import type { Lesson, Reading, Text } from './lesson.ts';

/** From here on the model is said to write hot. */
const HOT = 1.3;

const isHot = (spec: RunSpec | undefined): boolean =>
  spec?.strategy.id === 'llm' && spec.strategy.temperature >= HOT;

const failing = (id: string, label: Text): Reading => ({
  id,
  label,
  unit: 'percent',
  of: (run) => shareOf(run, 'rejected'),
});

const repeating = (id: string, label: Text): Reading => ({
  id,
  label,
  unit: 'percent',
  of: (run) => shareOf(run, 'duplicate'),
});

/** Whether more than half of what the model wrote hot was no program of a network. */
function mostFail(run: RunSnapshot): 'most' | 'some' | 'none' | undefined {
  if (run.status !== 'ended' || !isHot(run.spec)) return undefined;
  const share = shareOf(run, 'rejected') ?? 0;
  if (share === 0) return 'none';
  return share > 0.5 ? 'most' : 'some';
}

/** A language model as the operator of mutation, and its temperature. */
export const writer: Lesson = {
  id: 'writer',
  title: m.lesson_writer_title,
  goal: m.lesson_writer_goal,
  setup: {
    strategy: { id: 'llm', population: 4, sample: 3, temperature: 0.2 },
    baseline: false,
    budget: { unit: 'evaluations', count: 16 },
    training: { length: { unit: 'steps', count: 80 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_writer_start,
      terms: ['languageModel', 'prompt', 'token'],
      begins: true,
      isDone: ({ run }) => run.spec?.strategy.id === 'llm' && !isHot(run.spec),
    },
    {
      id: 'written',
      at: 'model-panel',
      text: m.lesson_writer_written,
      isDone: ({ run }) =>
        finished(run, 'search').some(({ candidate }) => candidate.origin.kind === 'written'),
    },
    {
      id: 'child',
      at: 'candidates',
      text: m.lesson_writer_child,
      isDone: choseOrigin(({ kind }) => kind === 'written'),
    },
    {
      id: 'cold',
      at: 'candidates',
      text: m.lesson_writer_cold,
      isDone: (seen) => hasBegun('llm')(seen) && hasEnded(seen),
      readings: [
        failing('coldFailing', m.lesson_reading_cold_failing),
        repeating('coldRepeating', m.lesson_reading_cold_repeating),
      ],
    },
    {
      id: 'heat',
      at: 'settings',
      text: m.lesson_writer_heat,
      terms: ['temperature'],
      set: ({ strategy }) => (strategy.id === 'llm' ? { strategy: { ...strategy, temperature: 1.5 } } : {}),
      isDone: ({ spec }) => isHot(spec),
    },
    {
      id: 'bet',
      at: 'candidates',
      text: m.lesson_writer_bet,
      bet: {
        choices: [
          { id: 'none', text: m.lesson_writer_bet_none },
          { id: 'some', text: m.lesson_writer_bet_some },
          { id: 'most', text: m.lesson_writer_bet_most },
        ],
        outcome: mostFail,
      },
    },
    {
      id: 'again',
      at: 'transport',
      text: m.lesson_writer_again,
      begins: true,
      isDone: ({ run }) => isHot(run.spec),
    },
    {
      id: 'hot',
      at: 'candidates',
      text: m.lesson_writer_hot,
      isDone: (seen) => isHot(seen.run.spec) && hasEnded(seen),
      readings: [
        failing('hotFailing', m.lesson_reading_hot_failing),
        repeating('hotRepeating', m.lesson_reading_hot_repeating),
      ],
    },
  ],
  question: {
    text: m.lesson_writer_question,
    answers: [
      { text: m.lesson_writer_answer_1, isRight: false, feedback: m.lesson_writer_feedback_1 },
      { text: m.lesson_writer_answer_2, isRight: true, feedback: m.lesson_writer_feedback_2 },
      { text: m.lesson_writer_answer_3, isRight: false, feedback: m.lesson_writer_feedback_3 },
    ],
  },
  notes: {
    minutes: 20,
    before: m.lesson_writer_before,
    asks: [
      { question: m.lesson_writer_ask_1, answer: m.lesson_writer_reply_1 },
      { question: m.lesson_writer_ask_2, answer: m.lesson_writer_reply_2 },
    ],
  },
};
