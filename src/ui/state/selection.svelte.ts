import type { CandidateId } from '../../search/domain.ts';

/** The one candidate all views point at. Without a choice the page follows the best. */
export class Selection {
  chosen = $state<CandidateId>();
  /** Under the pointer, in whichever view. */
  hovered = $state<CandidateId>();

  /** Those that the table of candidates is narrowed to, and what they are; all of them without it. */
  group = $state.raw<{ readonly words: string; readonly ids: ReadonlySet<CandidateId> }>();

  /** Choosing the chosen one lets go of it. */
  toggle(id: CandidateId): void {
    this.chosen = this.chosen === id ? undefined : id;
  }

  clear(): void {
    this.chosen = undefined;
    this.group = undefined;
  }
}
