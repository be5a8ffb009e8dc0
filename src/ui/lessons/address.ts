/** The lesson in the address: `#lesson=3`, alone or before the settings of a run. */
import { LESSON_IDS } from './lesson.ts';

export interface Address {
  /** 1 for the first; absent when the address names none that there is. */
  readonly lesson?: number;
  /** What is left for the settings. */
  readonly settings: string;
}

export function splitLesson(hash: string): Address {
  const text = hash.replace(/^#/, '');
  const [first = '', ...others] = text.split('&');
  const lesson = Number(/^lesson=(\d+)$/.exec(first)?.[1]);
  // A lesson that there is not is left to be called a fault with the settings.
  if (!(lesson >= 1 && lesson <= LESSON_IDS.length)) return { settings: text };
  return { lesson, settings: others.join('&') };
}

export const joinLesson = ({ lesson, settings }: Address): string =>
  [...(lesson === undefined ? [] : [`lesson=${lesson}`]), ...(settings === '' ? [] : [settings])].join('&');
