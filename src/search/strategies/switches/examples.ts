import type { Known } from '../../prompts/ask.ts';
import { inHouseStyle } from '../../prompts/terse.ts';
import { shinglesOf } from '../../screening/minHash.ts';
import type { Switches } from '../../spec/spec.ts';

/**
 * The examples of a prompt, in the order in which they are to stand.
 *
 * `ascending` puts the best last, nearest to the answer (Romera-Paredes et al. 2024, FunSearch; Yang et al. 2024, OPRO).
 * `top-and-diverse` takes in place of the method's choice the best of the pool and those least like it, as OpenEvolve
 * (2025) mixes top and diverse programs, and puts them in the same order. As many as were chosen, fewer when the pool
 * holds fewer.
 */
export function arrange(
  mode: Switches['examples'],
  chosen: readonly Known[],
  pool: readonly Known[],
): readonly Known[] {
  if (mode === 'as-published') return chosen;
  const shown = mode === 'ascending' ? chosen : topAndDiverse(pool, chosen.length);
  return shown.toSorted((a, b) => a.valAccuracy - b.valAccuracy);
}

function topAndDiverse(pool: readonly Known[], count: number): readonly Known[] {
  const [top, ...others] = pool.toSorted((a, b) => b.valAccuracy - a.valAccuracy);
  if (!top) return [];
  const shingles = setOf(top);
  const likeness = new Map(others.map((each) => [each.id, jaccard(shingles, setOf(each))]));
  const unlike = others.toSorted((a, b) => (likeness.get(a.id) ?? 0) - (likeness.get(b.id) ?? 0));
  return [top, ...unlike].slice(0, count);
}

/** The same that novelty is measured by, but exact: these are few. */
const setOf = ({ source }: Known): ReadonlySet<string> => shinglesOf(inHouseStyle(source));

/** Shared elements over all, 0–1. @param a not empty */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((element) => b.has(element)).length;
  return shared / (a.size + b.size - shared);
}
