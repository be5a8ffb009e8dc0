/** What one-shot search shows: how its supernet learnt, what it found there, and what the shared weights' word was worth. */
import type { CandidateId } from '../../domain.ts';

export type SposNote =
  | {
      readonly kind: 'training';
      readonly step: number;
      readonly of: number;
      /** Mean cross-entropy of the paths' batches since the point before, in nats. */
      readonly loss: number;
    }
  /** Networks were scored with the shared weights. */
  | {
      readonly kind: 'generation';
      /** 0 for the first, which is drawn at random. */
      readonly generation: number;
      /** Accuracies on the validation split with the shared weights, 0–1: the best so far, and the mean of this generation. */
      readonly best: number;
      readonly mean: number;
    }
  /** A network was trained from scratch, or could not be. */
  | {
      readonly kind: 'trained';
      readonly id: CandidateId;
      /** Its accuracy with the shared weights, 0–1. */
      readonly oneShot: number;
      readonly valAccuracy?: number;
    };

export type SposView = Readonly<{
  training: readonly { readonly step: number; readonly of: number; readonly loss: number }[];
  generations: readonly { readonly generation: number; readonly best: number; readonly mean: number }[];
  trained: readonly { readonly id: CandidateId; readonly oneShot: number; readonly valAccuracy?: number }[];
}>;

export const emptySpos: SposView = { training: [], generations: [], trained: [] };

export function applySposNote(view: SposView, { kind, ...note }: SposNote): SposView {
  switch (kind) {
    case 'training':
      return { ...view, training: [...view.training, note as SposView['training'][number]] };
    case 'generation':
      return { ...view, generations: [...view.generations, note as SposView['generations'][number]] };
    case 'trained':
      return { ...view, trained: [...view.trained, note as SposView['trained'][number]] };
  }
}
