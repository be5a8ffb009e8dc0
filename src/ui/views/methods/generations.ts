/** GPT-NAS's generations as they are drawn. */
import type { CandidateId } from '../../../search/domain.ts';
import type { TeachingStep } from '../../../search/ports.ts';
import type { CandidateRecord } from '../../../search/run/fold.ts';
import type { BlockKind } from '../../../search/strategies/gptnas/blocks.ts';
import type {
  Generation,
  GptNasView,
  Individual,
  LossPoint,
} from '../../../search/strategies/gptnas/view.ts';
import { m } from '../../messages/messages.js';

/** Kinds of block that share a colour. */
export type BlockFamily = 'convolution' | 'residual' | 'inception' | 'excitation' | 'pooling' | 'plain';

const FAMILIES: Record<BlockKind, BlockFamily> = {
  ConvNormActivation: 'convolution',
  Conv: 'convolution',
  Stem: 'convolution',
  ResBottleneckBlock: 'residual',
  Bottleneck: 'residual',
  BasicBlock: 'residual',
  GroupedBottleneck: 'residual',
  InvertedResidual: 'residual',
  WideBottleneck: 'residual',
  Inception: 'inception',
  SqueezeExcitation: 'excitation',
  AvgPool: 'pooling',
  MaxPool: 'pooling',
  BatchNorm: 'plain',
  ReLU: 'plain',
};

export const FAMILY_WORDS: Record<BlockFamily, () => string> = {
  convolution: m.methods_family_convolution,
  residual: m.methods_family_residual,
  inception: m.methods_family_inception,
  excitation: m.methods_family_excitation,
  pooling: m.methods_family_pooling,
  plain: m.methods_family_plain,
};

export interface DrawnBlock {
  readonly kind: string;
  /** Width and what else is set, such as `16 s2`. */
  readonly settings: string;
  readonly family: BlockFamily;
  readonly isPredicted: boolean;
}

/** @param labels of blocks; the first word is the kind @param predicted places of those that the GPT chose */
export const drawnBlocks = (labels: readonly string[], predicted: readonly number[]): readonly DrawnBlock[] =>
  labels.map((label, place) => {
    const [kind = '', ...settings] = label.split(' ');
    return {
      kind,
      settings: settings.join(' '),
      family: FAMILIES[kind as BlockKind],
      isPredicted: predicted.includes(place),
    };
  });

/** Of one generation, the fittest first; those without an accuracy last, in the order asked. */
export const ranked = ({ individuals }: Generation): readonly Individual[] =>
  individuals.toSorted((a, b) => (b.valAccuracy ?? -1) - (a.valAccuracy ?? -1) || a.id - b.id);

/**
 * Individuals of the latest generation of which no note has told yet. Which of their blocks were predicted comes with the
 * note.
 * @param own those that the method itself proposed
 */
export function openIndividuals(
  { generations }: GptNasView,
  records: readonly CandidateRecord[],
  own: readonly CandidateId[],
): readonly Individual[] {
  const last = generations.at(-1);
  if (!last) return [];
  const told = new Set(last.individuals.map(({ id }) => id));
  const earlier = generations.slice(0, -1).flatMap(({ individuals }) => individuals.map(({ id }) => id));
  const begin = Math.max(0, ...earlier, ...last.population);
  return own.flatMap((id) => {
    const origin = records[id - 1]?.candidate.origin;
    if (id <= begin || told.has(id) || origin?.kind !== 'assembled') return [];
    return [{ id, blocks: origin.blocks, predicted: [] }];
  });
}

/** How many of the blocks of a generation the GPT chose. */
export function predictedShare({ individuals }: Generation): {
  readonly predicted: number;
  readonly of: number;
} {
  const sum = (count: (individual: Individual) => number) =>
    individuals.reduce((total, individual) => total + count(individual), 0);
  return { predicted: sum(({ predicted }) => predicted.length), of: sum(({ blocks }) => blocks.length) };
}

/** The steps of a teaching under way as the curve shows them: where they begin anew, fine-tuning follows pre-training. */
export function liveCurve(steps: readonly TeachingStep[]): readonly LossPoint[] {
  let begun = 0;
  return steps.map(({ step, loss }) => {
    if (step === 1) begun += 1;
    return { phase: begun > 1 ? 'fine-tune' : 'pretrain', step, loss };
  });
}

/** Both phases on one axis of steps. @returns the step at which fine-tuning begins, too */
export function joinedCurve(points: readonly LossPoint[]): {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly change?: number;
} {
  const pretrained = points.findLast(({ phase }) => phase === 'pretrain')?.step ?? 0;
  const places = points.map(({ phase, step, loss }) => ({
    x: phase === 'pretrain' ? step : pretrained + step,
    y: loss,
  }));
  const isTuned = points.some(({ phase }) => phase === 'fine-tune');
  return { places, ...(isTuned && { change: pretrained }) };
}
