import { m } from '../messages/messages.js';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { bestOfArm, hasBegun, hasEnded, majorityOf, testAccuracies } from './checks.ts';
import type { Lesson, Reading, Text } from './lesson.ts';

const isOneAgainstRest = ({ spec }: RunSnapshot): boolean => spec?.dataset.labels === 'one-against-rest';

const best = (id: string, label: Text): Reading => ({
  id,
  label,
  unit: 'percent',
  of: (run) => bestOfArm(run, 'search')?.accuracy,
});

/** Whether the best network does worse on the test split than on the validation split it was chosen by. */
export function isFlattering(run: RunSnapshot): 'lower' | 'not-lower' | undefined {
  const point = bestOfArm(run, 'search');
  const test = point && run.candidates[point.id - 1]?.test;
  if (!point || !test) return undefined;
  return test.testAccuracy < point.accuracy ? 'lower' : 'not-lower';
}

/** How to be fooled: the majority, one seed, a peek at the test split. */
export const fooled: Lesson = {
  id: 'fooled',
  title: m.lesson_fooled_title,
  goal: m.lesson_fooled_goal,
  setup: {
    strategy: { id: 'random' },
    dataset: { id: 'mnist1d', labels: 'one-against-rest', classA: 6 },
    budget: { unit: 'evaluations', count: 6 },
    training: { learningRate: 0.001, length: { unit: 'steps', count: 60 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_fooled_start,
      begins: true,
      isDone: ({ run }) => run.spec?.strategy.id === 'random' && isOneAgainstRest(run),
    },
    {
      id: 'ninety',
      at: 'race',
      text: m.lesson_fooled_ninety,
      terms: ['majority'],
      isDone: (seen) => isOneAgainstRest(seen.run) && hasEnded(seen),
      readings: [
        best('rest', m.lesson_reading_rest),
        { id: 'majority', label: m.lesson_reading_majority, unit: 'percent', of: majorityOf },
      ],
    },
    {
      id: 'mend',
      at: 'settings',
      text: m.lesson_fooled_mend,
      set: ({ dataset, training }) => ({
        dataset: { ...dataset, labels: 'all' },
        training: { ...training, learningRate: 0.01 },
      }),
      isDone: ({ spec }) => spec.dataset.labels === 'all',
    },
    {
      id: 'all',
      at: 'transport',
      text: m.lesson_fooled_all,
      begins: true,
      isDone: (seen) => hasBegun('random')(seen) && !isOneAgainstRest(seen.run) && hasEnded(seen),
      readings: [best('firstSeed', m.lesson_reading_first_seed)],
    },
    {
      id: 'seed',
      at: 'settings',
      text: m.lesson_fooled_seed,
      terms: ['seed', 'interval'],
      set: ({ seed }) => ({ seed: seed + 1 }),
      isDone: ({ spec, run }) => run.spec !== undefined && spec.seed !== run.spec.seed,
    },
    {
      id: 'again',
      at: 'transport',
      text: m.lesson_fooled_again,
      begins: true,
      isDone: ({ spec, run }) =>
        run.spec !== undefined && spec.seed === run.spec.seed && run.status === 'ended',
      readings: [best('secondSeed', m.lesson_reading_second_seed)],
    },
    {
      id: 'bet',
      at: 'network',
      text: m.lesson_fooled_bet,
      terms: ['splits', 'overfitting'],
      bet: {
        choices: [
          { id: 'lower', text: m.lesson_fooled_bet_lower },
          { id: 'not-lower', text: m.lesson_fooled_bet_not_lower },
        ],
        outcome: isFlattering,
      },
    },
    {
      id: 'test',
      at: 'network',
      text: m.lesson_fooled_test,
      isDone: ({ run }) => isFlattering(run) !== undefined,
      readings: [
        {
          id: 'test',
          label: m.lesson_reading_test,
          unit: 'percent',
          of: (run) => testAccuracies(run).at(0),
        },
      ],
    },
    {
      id: 'peek',
      at: 'network',
      text: m.lesson_fooled_peek,
      terms: ['peeking'],
      isDone: ({ run }) => testAccuracies(run).length >= 2,
      readings: [
        {
          id: 'peeked',
          label: m.lesson_reading_peeked,
          unit: 'percent',
          of: (run) => Math.max(...testAccuracies(run)),
        },
      ],
    },
  ],
  question: {
    text: m.lesson_fooled_question,
    answers: [
      { text: m.lesson_fooled_answer_1, isRight: false, feedback: m.lesson_fooled_feedback_1 },
      { text: m.lesson_fooled_answer_2, isRight: true, feedback: m.lesson_fooled_feedback_2 },
      { text: m.lesson_fooled_answer_3, isRight: false, feedback: m.lesson_fooled_feedback_3 },
    ],
  },
  notes: {
    minutes: 25,
    before: m.lesson_fooled_before,
    asks: [
      { question: m.lesson_fooled_ask_1, answer: m.lesson_fooled_reply_1 },
      { question: m.lesson_fooled_ask_2, answer: m.lesson_fooled_reply_2 },
    ],
  },
};
