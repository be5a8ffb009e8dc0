import type { Known } from '../../search/prompts/ask.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';

/** What the newest prompt showed: its parents, and what was asked for. Before there was one, the two best networks. */
export function latestPrompt({ candidates }: RunSnapshot): {
  readonly parents: readonly Known[];
  readonly kind?: string;
} {
  const known = (id: number): readonly Known[] => {
    const { candidate, outcome } = candidates[id - 1] ?? {};
    if (!candidate || outcome?.kind !== 'scored') return [];
    const { params, valAccuracy } = outcome;
    return [{ id, source: candidate.source, params, valAccuracy }];
  };
  for (const { candidate } of candidates.toReversed()) {
    const { origin } = candidate;
    if (origin.kind !== 'written') continue;
    const parents = origin.parents.flatMap(known);
    if (parents.length > 0)
      return { parents, ...(origin.instruction !== undefined && { kind: origin.instruction }) };
  }
  const search = candidates.filter(({ candidate }) => candidate.arm === 'search');
  const best = search
    .flatMap(({ candidate }) => known(candidate.id))
    .toSorted((a, b) => b.valAccuracy - a.valAccuracy);
  return { parents: best.slice(0, 2) };
}
