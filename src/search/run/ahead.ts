/** Which arms should ask now, so that a network is ready for each trainer when it comes free. */

/** An arm as far as its turns go. */
export interface Turns {
  /** Proposals committed. */
  readonly asked: number;
  /** Proposals that the budget still allows. */
  readonly left: number;
  /** What waits to be committed, in order. */
  readonly prepared: readonly { readonly isTrainable: boolean }[];
  /** Has nothing to propose until it is told something. */
  readonly starved: boolean;
  readonly strategy: { readonly isSlow?: boolean };
}

/**
 * Plays the next turns, in which the arm that committed least goes first (the earlier one on a tie), until so many
 * places are filled; an arm that has nothing ready for a turn of its own should ask. Asking no earlier than that lets
 * a strategy know as much as it can: beside a baseline and with one trainer, the outcome of its own last candidate.
 *
 * A slow strategy's arm asks whenever it has no network ready.
 *
 * @param places trainers that are free, and one more network for each trainer
 */
export function armsToAsk<T extends Turns>(arms: readonly T[], places: number): ReadonlySet<T> {
  const asking = new Set(arms.filter((arm) => arm.left > arm.prepared.length && isShort(arm)));
  const turns = new Map(arms.map((arm) => [arm, 0]));
  for (let filled = 0; filled < places;) {
    const arm = nextInTurn(
      [...turns].flatMap(([arm, taken]) => (taken < arm.left ? [arm] : [])),
      turns,
    );
    if (!arm) break;
    const taken = turns.get(arm) ?? 0;
    turns.set(arm, taken + 1);
    const ready = arm.prepared[taken];
    if (!ready && !arm.starved) asking.add(arm);
    if (!ready || ready.isTrainable) filled += 1;
  }
  return asking;
}

const isShort = ({ strategy, prepared, starved }: Turns) =>
  strategy.isSlow && !starved && !prepared.some(({ isTrainable }) => isTrainable);

function nextInTurn<T extends Turns>(arms: readonly T[], taken: ReadonlyMap<T, number>): T | undefined {
  const askedThen = (arm: T) => arm.asked + (taken.get(arm) ?? 0);
  return arms.toSorted((a, b) => askedThen(a) - askedThen(b))[0];
}
