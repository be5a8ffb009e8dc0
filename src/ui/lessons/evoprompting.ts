import { m } from '../messages/messages.js';
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { Round } from '../../search/strategies/evoprompting/view.ts';
import { choseOrigin, hasBegun } from './checks.ts';
import type { Lesson } from './lesson.ts';

const firstRound = (run: RunSnapshot): Round | undefined => run.methods.evoprompting?.rounds[0];

/** Whether a child of the first round is fitter than every network the method was given; ties are not. */
export function isChildFitter(run: RunSnapshot): 'yes' | 'no' | undefined {
  const survivors = firstRound(run)?.survivors;
  if (!survivors) return undefined;
  const seeds = run.methods.evoprompting?.seeds ?? [];
  const best = Math.max(...seeds.map(({ fitness = -Infinity }) => fitness));
  return survivors.some(({ fitness }) => fitness > best) ? 'yes' : 'no';
}

/** EvoPrompting: rounds, targets in the prompt, survivors used once. */
export const evoprompting: Lesson = {
  id: 'evoprompting',
  title: m.lesson_evoprompting_title,
  goal: m.lesson_evoprompting_goal,
  setup: {
    strategy: {
      id: 'evoprompting',
      prompts: 2,
      samples: 3,
      survivors: 2,
      // So brief a training leaves larger errors than the paper's.
      errorCeiling: 0.8,
      tuningSteps: 5,
    },
    baseline: false,
    budget: { unit: 'evaluations', count: 16 },
    training: { length: { unit: 'steps', count: 120 } },
  },
  steps: [
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_evoprompting_start,
      terms: ['languageModel', 'prompt'],
      begins: true,
      isDone: hasBegun('evoprompting'),
    },
    {
      id: 'seed',
      at: 'candidates',
      text: m.lesson_evoprompting_seed,
      terms: ['parameters'],
      isDone: choseOrigin(({ kind }) => kind === 'seed'),
    },
    {
      id: 'bet',
      at: 'method',
      text: m.lesson_evoprompting_bet,
      terms: ['fitness'],
      bet: {
        choices: [
          { id: 'yes', text: m.lesson_evoprompting_bet_yes },
          { id: 'no', text: m.lesson_evoprompting_bet_no },
        ],
        outcome: isChildFitter,
      },
    },
    {
      id: 'round',
      at: 'method',
      text: m.lesson_evoprompting_round,
      isDone: ({ run }) => (firstRound(run)?.prompts.length ?? 0) > 0,
    },
    {
      id: 'child',
      at: 'method',
      text: m.lesson_evoprompting_child,
      isDone: choseOrigin(({ kind }) => kind === 'written'),
    },
    {
      id: 'selected',
      at: 'method',
      text: m.lesson_evoprompting_selected,
      terms: ['selection'],
      isDone: ({ run }) => firstRound(run)?.survivors !== undefined,
    },
    {
      id: 'tuned',
      at: 'method',
      text: m.lesson_evoprompting_tuned,
      terms: ['tuning', 'ablation'],
      isDone: ({ run }) => firstRound(run)?.tuning !== undefined || run.status === 'ended',
    },
  ],
  question: {
    text: m.lesson_evoprompting_question,
    answers: [
      { text: m.lesson_evoprompting_answer_1, isRight: true, feedback: m.lesson_evoprompting_feedback_1 },
      { text: m.lesson_evoprompting_answer_2, isRight: false, feedback: m.lesson_evoprompting_feedback_2 },
      { text: m.lesson_evoprompting_answer_3, isRight: false, feedback: m.lesson_evoprompting_feedback_3 },
    ],
  },
  notes: {
    minutes: 20,
    before: m.lesson_evoprompting_before,
    asks: [
      { question: m.lesson_evoprompting_ask_1, answer: m.lesson_evoprompting_reply_1 },
      { question: m.lesson_evoprompting_ask_2, answer: m.lesson_evoprompting_reply_2 },
    ],
  },
};
