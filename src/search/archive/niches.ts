import type { CandidateId } from '../domain.ts';
import type { Rng } from '../random/rng.ts';

/** Column and row of the grid. */
export type Cell = readonly [number, number];

/** What a person makes of a niche. */
export type Stance = 'open' | 'favoured' | 'closed';

/** Share of the draws that are made among the favoured niches alone. */
export const FAVOURED_SHARE = 0.5;

type Member = { readonly id: CandidateId } | { readonly candidate: { readonly id: CandidateId } };

const idOf = (member: Member): CandidateId => ('candidate' in member ? member.candidate.id : member.id);

/**
 * A person's hand on what is bred from, by niches of the common grid: what lies in a closed one is no parent, and every
 * second parent comes out of a favoured one. Every method that draws parents draws them from what this leaves, in its own
 * way. While no niche is favoured or closed it changes nothing, and draws nothing from the stream of chance.
 */
export class Niches {
  readonly #stances = new Map<string, Exclude<Stance, 'open'>>();
  readonly #cells = new Map<CandidateId, string>();

  /** Says where a candidate lies, as its elite or not. */
  settle(id: CandidateId, cell: Cell): void {
    this.#cells.set(id, cell.join(','));
  }

  set(cell: Cell, stance: Stance): void {
    if (stance === 'open') this.#stances.delete(cell.join(','));
    else this.#stances.set(cell.join(','), stance);
  }

  /** Those that may be parents; what lies in no niche, because it was not scored, may. */
  open<T extends Member>(members: readonly T[]): readonly T[] {
    if (this.#stances.size === 0) return members;
    return members.filter((member) => this.#stanceOf(member) !== 'closed');
  }

  /** Those that the next parent is to be drawn from, in their order; none when all are in closed niches. */
  forDraw<T extends Member>(members: readonly T[], rng: Rng): readonly T[] {
    const open = this.open(members);
    if (this.#stances.size === 0) return open;
    const favoured = open.filter((member) => this.#stanceOf(member) === 'favoured');
    return favoured.length > 0 && rng.chance(FAVOURED_SHARE) ? favoured : open;
  }

  #stanceOf(member: Member): Stance {
    return this.#stances.get(this.#cells.get(idOf(member)) ?? '') ?? 'open';
  }
}
