import type { Architecture } from '../../domain.ts';

/** Layers named on either side; a prompt is no place for whole networks. */
const MOST_NAMED = 3;

/**
 * What makes a child's layers other than its parent's, e.g. `out: Dense (32 units); in: Dense (64 units)`. Order and
 * wiring are not compared: these are words for a hint and no proof.
 */
export function changesBetween(parent: Architecture, child: Architecture): string {
  const [before, after] = [parent, child].map(labelsOf) as [string[], string[]];
  const parts = [
    ['out', without(before, after)],
    ['in', without(after, before)],
  ] as const;
  const said = parts
    .filter(([, labels]) => labels.length > 0)
    .map(([title, labels]) => `${title}: ${listed(labels)}`);
  return said.length === 0 ? 'the same layers in another order or wiring' : said.join('; ');
}

const labelsOf = ({ layers }: Architecture): string[] =>
  layers
    .filter(({ className }) => className !== 'InputLayer')
    .map(({ className, detail }) => (detail === '' ? className : `${className} (${detail})`));

/** Those of `all` that `others` does not have, each as often as it has more of it. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((label) => {
    const at = left.indexOf(label);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function listed(labels: readonly string[]): string {
  const more = labels.length - MOST_NAMED;
  return [...labels.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
