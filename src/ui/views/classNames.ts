import type { TaskShape } from '../../search/domain.ts';

/** What the classes are called; numbers where they have no names. */
export const classNames = ({ classNames: names, classes }: TaskShape): readonly string[] =>
  names ?? Array.from({ length: classes }, (_, i) => String(i));
