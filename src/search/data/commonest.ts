import type { TaskShape } from '../domain.ts';

/** The class of which there are most examples. */
export interface Commonest {
  readonly name: string;
  /** Of the validation split, 0–1: the accuracy of giving this answer always. */
  readonly share: number;
}

/** Undefined while the task does not say how many examples there are of each class. */
export function commonestClass({ labelCounts = [], classNames }: TaskShape): Commonest | undefined {
  const total = labelCounts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const most = Math.max(...labelCounts);
  const at = labelCounts.indexOf(most);
  return { name: classNames?.[at] ?? String(at), share: most / total };
}
