/** What a conversation shows beside what was said and what was proposed. */

import type { Said } from '../../told/told.ts';

/** A request was answered with words instead of a network. `request` is its number in the run. */
export interface ChatNote {
  readonly kind: 'unanswered';
  readonly request: number;
  readonly why: Said;
}

export interface ChatView {
  /** By the number of the request. */
  readonly unanswered: ReadonlyMap<number, Said>;
}

export const emptyChat: ChatView = { unanswered: new Map() };

export const applyChatNote = ({ unanswered }: ChatView, { request, why }: ChatNote): ChatView => ({
  unanswered: new Map(unanswered).set(request, why),
});
