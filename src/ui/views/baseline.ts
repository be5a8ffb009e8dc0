import { commonestClass } from '../../search/data/commonest.ts';
import type { TaskShape } from '../../search/domain.ts';
import { percent } from './format.ts';

/** What is scored without having learnt anything. */
export interface Baseline {
  /** 0–1 */
  readonly accuracy: number;
  /** What stands beside its line. */
  readonly words: string;
}

/** Giving the commonest answer always; where it is not known how common the answers are, guessing among all alike. */
export function baselineOf(task: TaskShape): Baseline {
  const commonest = commonestClass(task);
  if (!commonest) return { accuracy: 1 / task.classes, words: 'guessing' };
  const { name, share } = commonest;
  return { accuracy: share, words: `always “${name}”: ${percent(share, 0)}` };
}
