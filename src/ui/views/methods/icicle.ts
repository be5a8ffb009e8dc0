/** The tree of choices laid out as an icicle: a level for each choice, as wide as it was visited. */
import { choiceWords, optionWords, slotWords } from '../spaceChoices.ts';
import type { Space } from '../../../search/spaces/space.ts';
import type { TreeNode } from '../../../search/strategies/spaced/view.ts';

/** Choices that there is room to draw, from the first. */
export const LEVELS = 6;

/** A node as it is drawn. `left` and `width` are shares of the whole, 0–1. */
export interface Icicle {
  /** Its choices so far, e.g. `0.2/1.0`. */
  readonly key: string;
  /** 0 for the first choice. */
  readonly level: number;
  readonly left: number;
  readonly width: number;
  /** All choices on the way to it, in words. */
  readonly choices: readonly string[];
  readonly slot: string;
  readonly option: string;
  readonly visits: number;
  /** 0–1 */
  readonly meanReward: number;
}

/** @param levels that are drawn, from the root; the root itself is not */
export function icicles({ slots }: Space, root: TreeNode, levels: number): readonly Icicle[] {
  const below = (
    node: TreeNode,
    way: Pick<Icicle, 'key' | 'choices'>,
    level: number,
    left: number,
    width: number,
  ): Icicle[] => {
    if (level === levels || node.visits === 0) return [];
    const children = node.children.toSorted((a, b) => (a.step?.[1] ?? 0) - (b.step?.[1] ?? 0));
    let from = left;
    return children.flatMap((child) => {
      const [slot, option] = child.step ?? [0, 0];
      const share = (width * child.visits) / node.visits;
      const name = slots[slot]?.name ?? '';
      const label = slots[slot]?.options[option] ?? '';
      const own: Icicle = {
        key: `${way.key}/${slot}.${option}`,
        choices: [...way.choices, choiceWords(`${name} ${label}`)],
        level,
        left: from,
        width: share,
        slot: slotWords(name),
        option: optionWords(label),
        visits: child.visits,
        meanReward: child.meanReward,
      };
      from += share;
      return [own, ...below(child, own, level + 1, own.left, share)];
    });
  };
  return below(root, { key: '', choices: [] }, 0, 0, 1);
}
