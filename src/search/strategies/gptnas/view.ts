/** What GPT-NAS shows: how its GPT learnt, and the blocks of its individuals, generation by generation. */
import type { CandidateId } from '../../domain.ts';
import type { GptNasSpec } from '../../spec/spec.ts';

export type TeachingPhase = 'pretrain' | 'fine-tune';

export type GptNasNote =
  /** Where the layers come from that replace others; again when the settings have changed. */
  | { readonly kind: 'predictor'; readonly predictor: GptNasSpec['predictor'] }
  | {
      readonly kind: 'teaching';
      readonly phase: TeachingPhase;
      readonly step: number;
      readonly of: number;
      /** Mean cross-entropy, in nats. */
      readonly loss: number;
    }
  | {
      readonly kind: 'generation';
      /** 1 for the first. */
      readonly generation: number;
      /** Share of the layers that lose their block. */
      readonly elimination: number;
      /** Those that may become parents, the fittest first; none in the first generation. */
      readonly population: readonly CandidateId[];
    }
  /** An individual of which it is known what became. */
  | { readonly kind: 'individual'; readonly generation: number; readonly individual: Individual };

export interface Individual {
  readonly id: CandidateId;
  /** Labels of its blocks; the first word is the kind. */
  readonly blocks: readonly string[];
  /** Places of those that the model predicted, 0 for the first. */
  readonly predicted: readonly number[];
  /** Absent where it has none. */
  readonly valAccuracy?: number;
}

export interface Generation {
  readonly generation: number;
  readonly elimination: number;
  readonly population: readonly CandidateId[];
  /** In the order in which they were finished. */
  readonly individuals: readonly Individual[];
}

export interface LossPoint {
  readonly phase: TeachingPhase;
  readonly step: number;
  readonly loss: number;
}

export interface GptNasView {
  /** Absent until it is known. */
  readonly predictor?: GptNasSpec['predictor'];
  readonly teaching: readonly LossPoint[];
  readonly generations: readonly Generation[];
}

export const emptyGptNas: GptNasView = { teaching: [], generations: [] };

export function applyGptNasNote(view: GptNasView, note: GptNasNote): GptNasView {
  switch (note.kind) {
    case 'predictor':
      return { ...view, predictor: note.predictor };
    case 'teaching': {
      const { phase, step, loss } = note;
      return { ...view, teaching: [...view.teaching, { phase, step, loss }] };
    }
    case 'generation': {
      const { generation, elimination, population } = note;
      const begun = { generation, elimination, population, individuals: [] };
      return { ...view, generations: [...view.generations, begun] };
    }
    case 'individual': {
      const { generation, individual } = note;
      return {
        ...view,
        generations: view.generations.map((each) =>
          each.generation === generation ? { ...each, individuals: [...each.individuals, individual] } : each,
        ),
      };
    }
  }
}
