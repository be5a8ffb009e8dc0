/** Who came from whom. */
import type { CandidateId } from '../../search/domain.ts';
import { parentsOf } from '../../search/prompts/lessonCandidates.ts';
import type { CandidateRecord } from '../../search/run/fold.ts';

/** A candidate among its kin; a run that is cut off, or goes on elsewhere, knows all parents all the same. */
export interface Kin {
  readonly id: CandidateId;
  /** Without repeats. The first is the one that the tree hangs it under. */
  readonly parents: readonly CandidateId[];
  /** In the order asked, also those of which it is a second parent. */
  readonly children: readonly CandidateId[];
  /** First parents up to one without any; 0 for that one. */
  readonly depth: number;
}

export type Family = ReadonlyMap<CandidateId, Kin>;

/** Of the search's own arm: random search beside it draws every candidate anew. In the order asked. */
export function familyOf(records: readonly CandidateRecord[]): Family {
  const family = new Map<CandidateId, Kin & { readonly children: CandidateId[] }>();
  for (const { candidate } of records) {
    if (candidate.arm !== 'search') continue;
    const { id } = candidate;
    const parents = [...new Set(parentsOf(candidate))].filter((parent) => family.has(parent));
    const [first] = parents;
    const depth = first === undefined ? 0 : 1 + (family.get(first)?.depth ?? 0);
    for (const parent of parents) family.get(parent)?.children.push(id);
    family.set(id, { id, parents, children: [], depth });
  }
  return family;
}

/** All it descends from, by any parent. */
export const ancestorsOf = (family: Family, id: CandidateId | undefined): ReadonlySet<CandidateId> =>
  reached(family, id, ({ parents }) => parents);

/** All that descend from it. */
export const offspringOf = (family: Family, id: CandidateId | undefined): ReadonlySet<CandidateId> =>
  reached(family, id, ({ children }) => children);

function reached(
  family: Family,
  from: CandidateId | undefined,
  next: (kin: Kin) => readonly CandidateId[],
): ReadonlySet<CandidateId> {
  const found = new Set<CandidateId>();
  const waiting = from === undefined ? [] : [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const kin = family.get(id);
    for (const other of kin ? next(kin) : []) {
      if (found.has(other)) continue;
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
}

/** The candidate and its first parents, the oldest first. */
export function lineOf(family: Family, id: CandidateId | undefined): readonly CandidateId[] {
  const line: CandidateId[] = [];
  for (let kin = id === undefined ? undefined : family.get(id); kin;) {
    line.unshift(kin.id);
    const [first] = kin.parents;
    kin = first === undefined ? undefined : family.get(first);
  }
  return line;
}

/** Whom an arrow key leads to: its parent, its first child, or the next child of the same parent. */
export function neighbourOf(family: Family, id: CandidateId, key: string): CandidateId | undefined {
  const kin = family.get(id);
  if (!kin) return undefined;
  const [parent] = kin.parents;
  if (key === 'ArrowLeft') return parent;
  if (key === 'ArrowRight') return kin.children[0];
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return undefined;
  const beside =
    parent === undefined
      ? [...family.values()].filter(({ parents }) => parents.length === 0).map((each) => each.id)
      : (family.get(parent)?.children ?? []);
  return beside[beside.indexOf(id) + step];
}
