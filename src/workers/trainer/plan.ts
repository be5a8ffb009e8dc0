import type { TrainingSpec } from '../../search/spec/spec.ts';

/** How many steps of what size a job takes, and after which of them the network is scored. */
export interface Plan {
  /** Examples per step: the batch size asked for, or all there are when they are fewer. */
  readonly batchSize: number;
  readonly steps: number;
  /** True after the step that ends a pass over the training data, and after the last step. */
  endsEpoch(step: number): boolean;
  /** 1 … during the first pass; of the 1-based step that was just taken. */
  epochOf(step: number): number;
  /** Learning rate of a 1-based step. */
  learningRate(step: number): number;
}

/**
 * Lays out a training run. The cosine schedule falls from the full rate at the first step towards 0 after the last
 * (Loshchilov and Hutter 2017, SGDR, equation 5, one period without restarts); the ramp rises in even steps to the full
 * rate at the last (Yu et al. 2023, GPT-NAS, section 4).
 *
 * @param examples in the training data, at least 1
 */
export function planTraining(training: TrainingSpec, examples: number): Plan {
  const batchSize = Math.min(training.batchSize, examples);
  /** Steps after which `epochs` whole passes are done. */
  const stepsOf = (epochs: number) => Math.ceil((epochs * examples) / batchSize);
  const { unit, count } = training.length;
  const steps = unit === 'steps' ? count : stepsOf(count);
  const epochOf = (step: number) => Math.floor(((step - 1) * batchSize) / examples) + 1;
  return {
    batchSize,
    steps,
    epochOf,
    endsEpoch: (step) => step === steps || step === stepsOf(epochOf(step)),
    learningRate: (step) => training.learningRate * SCHEDULES[training.schedule](step, steps),
  };
}

/** Share of the full rate at a 1-based step of so many. */
const SCHEDULES: Record<TrainingSpec['schedule'], (step: number, steps: number) => number> = {
  constant: () => 1,
  cosine: (step, steps) => (1 + Math.cos((Math.PI * (step - 1)) / steps)) / 2,
  ramp: (step, steps) => step / steps,
};
