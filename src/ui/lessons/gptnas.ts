import { m } from '../messages/messages.js';
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { RunSpec } from '../../search/spec/spec.ts';
import type { Individual } from '../../search/strategies/gptnas/view.ts';
import { bestOfArm, hasBegun, hasEnded } from './checks.ts';
import type { Lesson, Seen } from './lesson.ts';

const individuals = ({ methods }: RunSnapshot): readonly Individual[] =>
  (methods.gptnas?.generations ?? []).flatMap((each) => each.individuals);

const chosenIndividual = ({ run, chosen }: Seen): Individual | undefined =>
  individuals(run).find(({ id }) => id === chosen);

const isWithout = (spec: RunSpec | undefined): boolean =>
  spec?.strategy.id === 'gptnas' && spec.strategy.predictor === 'none';

/** GPT-NAS: a genetic algorithm over blocks, and a small GPT that predicts them. */
export const gptnas: Lesson = {
  id: 'gptnas',
  title: m.lesson_gptnas_title,
  goal: m.lesson_gptnas_goal,
  setup: {
    strategy: { id: 'gptnas', population: 6, generations: 3, minBlocks: 2, maxBlocks: 4 },
    baseline: false,
    budget: { unit: 'evaluations', count: 15 },
    training: { length: { unit: 'steps', count: 60 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_gptnas_start,
      terms: ['block', 'generation'],
      begins: true,
      isDone: ({ run }) => run.spec?.strategy.id === 'gptnas' && !isWithout(run.spec),
    },
    {
      id: 'watch',
      at: 'method',
      text: m.lesson_gptnas_watch,
      isDone: ({ run }) => individuals(run).length >= 2,
    },
    {
      id: 'predicted',
      at: 'method',
      text: m.lesson_gptnas_predicted,
      isDone: (seen) => (chosenIndividual(seen)?.predicted.length ?? 0) > 0,
    },
    {
      id: 'end',
      at: 'race',
      text: m.lesson_gptnas_end,
      isDone: (seen) => hasBegun('gptnas')(seen) && hasEnded(seen),
      readings: [
        {
          id: 'with',
          label: m.lesson_reading_with_gpt,
          unit: 'percent',
          of: (run) => bestOfArm(run, 'search')?.accuracy,
        },
      ],
    },
    {
      id: 'without',
      at: 'settings',
      text: m.lesson_gptnas_without,
      terms: ['ablation'],
      set: ({ strategy }) =>
        strategy.id === 'gptnas' ? { strategy: { ...strategy, predictor: 'none' } } : {},
      isDone: ({ spec }) => isWithout(spec),
    },
    {
      id: 'again',
      at: 'transport',
      text: m.lesson_gptnas_again,
      begins: true,
      isDone: ({ run }) => isWithout(run.spec),
    },
    {
      id: 'end-without',
      at: 'race',
      text: m.lesson_gptnas_end_without,
      isDone: (seen) => isWithout(seen.run.spec) && hasEnded(seen),
      readings: [
        {
          id: 'without',
          label: m.lesson_reading_without_gpt,
          unit: 'percent',
          of: (run) => bestOfArm(run, 'search')?.accuracy,
        },
      ],
    },
  ],
  question: {
    text: m.lesson_gptnas_question,
    answers: [
      { text: m.lesson_gptnas_answer_1, isRight: false, feedback: m.lesson_gptnas_feedback_1 },
      { text: m.lesson_gptnas_answer_2, isRight: false, feedback: m.lesson_gptnas_feedback_2 },
      { text: m.lesson_gptnas_answer_3, isRight: true, feedback: m.lesson_gptnas_feedback_3 },
    ],
  },
  notes: {
    minutes: 20,
    before: m.lesson_gptnas_before,
    asks: [
      { question: m.lesson_gptnas_ask_1, answer: m.lesson_gptnas_reply_1 },
      { question: m.lesson_gptnas_ask_2, answer: m.lesson_gptnas_reply_2 },
    ],
  },
};
