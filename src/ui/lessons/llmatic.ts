import { m } from '../messages/messages.js';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { choseOrigin, hasBegun, hasEnded } from './checks.ts';
import type { Lesson } from './lesson.ts';

/** Share of the niches of the network archive that were filled at the end. */
export function filledShare(run: RunSnapshot): 'few' | 'half' | 'most' | undefined {
  const view = run.methods.llmatic;
  if (run.status !== 'ended' || !view) return undefined;
  const share = view.networks.size / Math.max(1, view.networkCentroids.length);
  if (share < 1 / 3) return 'few';
  return share > 2 / 3 ? 'most' : 'half';
}

/** LLMatic: two archives, one of networks and one of prompts. */
export const llmatic: Lesson = {
  id: 'llmatic',
  title: m.lesson_llmatic_title,
  goal: m.lesson_llmatic_goal,
  setup: {
    strategy: { id: 'llmatic', niches: 16, batch: 3, warmNetworks: 2, warmPrompts: 3 },
    baseline: false,
    budget: { unit: 'evaluations', count: 25 },
    training: { length: { unit: 'steps', count: 100 } },
  },
  steps: [
    {
      id: 'bet',
      at: 'method',
      text: m.lesson_llmatic_bet,
      terms: ['archive', 'niche'],
      bet: {
        choices: [
          { id: 'few', text: m.lesson_llmatic_bet_few },
          { id: 'half', text: m.lesson_llmatic_bet_half },
          { id: 'most', text: m.lesson_llmatic_bet_most },
        ],
        outcome: filledShare,
      },
    },
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_llmatic_start,
      begins: true,
      isDone: hasBegun('llmatic'),
    },
    {
      id: 'written',
      at: 'candidates',
      text: m.lesson_llmatic_written,
      terms: ['prompt'],
      isDone: choseOrigin((origin) => origin.kind === 'written' && origin.instruction !== undefined),
    },
    {
      id: 'elite',
      at: 'method',
      text: m.lesson_llmatic_elite,
      isDone: ({ run, chosen }) =>
        [...(run.methods.llmatic?.networks.values() ?? [])].some(({ id }) => id === chosen),
    },
    {
      id: 'curiosity',
      at: 'method',
      text: m.lesson_llmatic_curiosity,
      terms: ['curiosity', 'temperature'],
      isDone: ({ run }) =>
        [...(run.methods.llmatic?.prompts.values() ?? [])].some(({ curiosity }) => curiosity !== 0),
    },
    {
      id: 'end',
      at: 'method',
      text: m.lesson_llmatic_end,
      terms: ['crossover'],
      isDone: (seen) => hasBegun('llmatic')(seen) && hasEnded(seen),
      readings: [
        {
          id: 'niches',
          label: m.lesson_reading_niches,
          unit: 'count',
          of: (run) => run.methods.llmatic?.networks.size,
        },
      ],
    },
  ],
  question: {
    text: m.lesson_llmatic_question,
    answers: [
      { text: m.lesson_llmatic_answer_1, isRight: false, feedback: m.lesson_llmatic_feedback_1 },
      { text: m.lesson_llmatic_answer_2, isRight: true, feedback: m.lesson_llmatic_feedback_2 },
      { text: m.lesson_llmatic_answer_3, isRight: false, feedback: m.lesson_llmatic_feedback_3 },
    ],
  },
  notes: {
    minutes: 20,
    before: m.lesson_llmatic_before,
    asks: [
      { question: m.lesson_llmatic_ask_1, answer: m.lesson_llmatic_reply_1 },
      { question: m.lesson_llmatic_ask_2, answer: m.lesson_llmatic_reply_2 },
    ],
  },
};
