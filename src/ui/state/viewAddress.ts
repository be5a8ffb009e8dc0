/** What the address says of how the page is to look, apart from the settings of a run: `hide=settings,race&view=projector`. */

export interface ViewAddress {
  /** Parts of the page that are left out, by their name there. */
  readonly hidden: readonly string[];
  readonly isProjector: boolean;
  /** What is left for the lesson and the settings. */
  readonly rest: string;
}

const HIDE = /^hide=([a-z-]+(?:,[a-z-]+)*)$/;
const PROJECTOR = 'view=projector';

export function splitView(hash: string): ViewAddress {
  const parts = hash.replace(/^#/, '').split('&');
  return {
    hidden: parts.flatMap((part) => HIDE.exec(part)?.[1]?.split(',') ?? []),
    isProjector: parts.includes(PROJECTOR),
    rest: parts.filter((part) => !HIDE.test(part) && part !== PROJECTOR).join('&'),
  };
}

export const joinView = ({ hidden, isProjector, rest }: ViewAddress): string =>
  [
    rest,
    ...(hidden.length > 0 ? [`hide=${[...new Set(hidden)].toSorted().join(',')}`] : []),
    ...(isProjector ? [PROJECTOR] : []),
  ]
    .filter((part) => part !== '')
    .join('&');
