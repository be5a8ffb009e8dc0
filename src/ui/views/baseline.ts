import { commonestClass } from '../../search/data/commonest.ts';
import type { TaskShape } from '../../search/domain.ts';
import { m } from '../messages/messages.js';
import { percent } from './format.ts';
import { classWord } from './words.ts';

/** What is scored without having learnt anything. */
export interface Baseline {
  /** In the measure that was asked for, 0–1. */
  readonly value: number;
  /** What stands beside its line. */
  readonly words: string;
}

/** Giving the commonest answer always; where it is not known how common the answers are, guessing among all alike. */
export function baselineOf(task: TaskShape, as: 'accuracy' | 'error' = 'accuracy'): Baseline {
  const commonest = commonestClass(task);
  const accuracy = commonest?.share ?? 1 / task.classes;
  const value = as === 'accuracy' ? accuracy : 1 - accuracy;
  return {
    value,
    words: commonest
      ? m.words_always({ name: classWord(commonest.name), share: percent(value, 0) })
      : m.words_guessing(),
  };
}
