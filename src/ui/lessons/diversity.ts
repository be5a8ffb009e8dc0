import { m } from '../messages/messages.js';
import type { Arm } from '../../search/domain.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import { hasBegun, hasEnded, winner } from './checks.ts';
import type { Lesson, Seen } from './lesson.ts';

const kinds = (run: RunSnapshot, arm: Arm): number => run.archives[arm].size;

/** The chosen candidate holds a cell of this archive. */
const choseElite =
  (arm: Arm) =>
  ({ run, chosen }: Seen): boolean =>
    chosen !== undefined && [...run.archives[arm].values()].includes(chosen);

/** The chosen candidate holds a cell in the leftmost column that is filled: it computes least. */
export function choseCheapest({ run, chosen }: Seen): boolean {
  const cells = [...run.archives.search].map(([cell, id]) => ({ column: Number(cell.split(',')[0]), id }));
  const first = Math.min(...cells.map(({ column }) => column));
  return cells.some(({ column, id }) => column === first && id === chosen);
}

/** Diversity, and an archive that keeps it (MAP-Elites). */
export const diversity: Lesson = {
  id: 'diversity',
  title: m.lesson_diversity_title,
  goal: m.lesson_diversity_goal,
  setup: {
    strategy: { id: 'evolution', population: 6, sample: 4 },
    budget: { unit: 'evaluations', count: 36 },
    training: { length: { unit: 'steps', count: 100 } },
  },
  steps: [
    {
      id: 'bet',
      at: 'archive',
      text: m.lesson_diversity_bet,
      terms: ['archive', 'niche'],
      bet: {
        choices: [
          { id: 'search', text: m.lesson_side_evolution },
          { id: 'baseline', text: m.lesson_side_random },
          { id: 'alike', text: m.lesson_diversity_bet_alike },
        ],
        outcome: winner(kinds),
      },
    },
    {
      id: 'start',
      at: 'transport',
      text: m.lesson_diversity_start,
      begins: true,
      isDone: hasBegun('evolution'),
    },
    {
      id: 'fill',
      at: 'archive',
      text: m.lesson_diversity_fill,
      terms: ['flops'],
      isDone: ({ run }) => kinds(run, 'search') >= 3,
    },
    { id: 'elite', at: 'archive', text: m.lesson_diversity_elite, isDone: choseElite('search') },
    { id: 'cheapest', at: 'archive', text: m.lesson_diversity_cheapest, isDone: choseCheapest },
    { id: 'rival', at: 'archive', text: m.lesson_diversity_rival, isDone: choseElite('baseline') },
    {
      id: 'end',
      at: 'archive',
      text: m.lesson_diversity_end,
      isDone: hasEnded,
      readings: [
        {
          id: 'search',
          label: m.lesson_reading_kinds_evolution,
          unit: 'count',
          of: (run) => kinds(run, 'search'),
        },
        {
          id: 'baseline',
          label: m.lesson_reading_kinds_random,
          unit: 'count',
          of: (run) => kinds(run, 'baseline'),
        },
      ],
    },
  ],
  question: {
    text: m.lesson_diversity_question,
    answers: [
      { text: m.lesson_diversity_answer_1, isRight: false, feedback: m.lesson_diversity_feedback_1 },
      { text: m.lesson_diversity_answer_2, isRight: false, feedback: m.lesson_diversity_feedback_2 },
      { text: m.lesson_diversity_answer_3, isRight: true, feedback: m.lesson_diversity_feedback_3 },
    ],
  },
  notes: {
    minutes: 15,
    before: m.lesson_diversity_before,
    asks: [
      { question: m.lesson_diversity_ask_1, answer: m.lesson_diversity_reply_1 },
      { question: m.lesson_diversity_ask_2, answer: m.lesson_diversity_reply_2 },
    ],
  },
};
