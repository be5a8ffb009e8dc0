/** Settings of a method that belong together: one that finishes in minutes, and the paper's own. */
import type { RunSpec, StrategyId } from './spec.ts';

export interface Preset {
  readonly id: 'lite' | 'paper';
  readonly label: string;
  /** What it takes, in a sentence. */
  readonly note: string;
  /** For `parseSpec`, over the run's other settings; what is not named is as by default. */
  readonly patch: {
    readonly strategy: object;
    readonly budget: RunSpec['budget'];
    readonly training: object;
  };
}

const evaluations = (count: number) => ({ unit: 'evaluations', count }) as const;

const LITE_NOTE = 'Some 80 short trainings: minutes on any machine.';

const lite = (id: StrategyId, count: number): Preset => ({
  id: 'lite',
  label: 'Lite',
  note: LITE_NOTE,
  patch: { strategy: { id }, budget: evaluations(count), training: {} },
});

const paper = (note: string, patch: Preset['patch']): Preset => ({
  id: 'paper',
  label: 'As in the paper',
  note,
  patch,
});

const PRESETS: Partial<Record<StrategyId, readonly Preset[]>> = {
  evoprompting: [
    // Four seeds and five rounds of 16.
    lite('evoprompting', 84),
    // Chen et al. 2023, section 4.1 and appendix: ten rounds of 160 beside the seeds.
    paper('1,604 trainings of 8,000 steps: days.', {
      strategy: {
        id: 'evoprompting',
        prompts: 10,
        samples: 16,
        parents: 2,
        survivors: 10,
        errorCeiling: 0.5,
      },
      budget: evaluations(1604),
      training: {
        optimizer: 'adamw',
        learningRate: 0.01,
        schedule: 'constant',
        batchSize: 128,
        length: { unit: 'steps', count: 8000 },
      },
    }),
  ],
  llmatic: [
    // The initial network and twenty generations of 4.
    lite('llmatic', 81),
    // Nasir et al. 2024: 2,000 candidates; archives, warm-up and training as the code has them.
    paper('2,000 trainings of 50 epochs, one example a step: weeks.', {
      strategy: {
        id: 'llmatic',
        niches: 100,
        batch: 10,
        warmNetworks: 10,
        warmPrompts: 20,
        mutation: 0.7,
        temperature: 0.7,
      },
      budget: evaluations(2000),
      training: {
        optimizer: 'sgd',
        learningRate: 0.001,
        momentum: 0.9,
        weightDecay: 0,
        schedule: 'constant',
        batchSize: 1,
        length: { unit: 'epochs', count: 50 },
      },
    }),
  ],
  gptnas: [
    // Ten generations of 8.
    lite('gptnas', 80),
    // Yu et al. 2023, section 4: 20 generations of 30 after the first, and its training of 6 epochs.
    paper('630 trainings of networks of up to 20 blocks: hours.', {
      strategy: {
        id: 'gptnas',
        population: 30,
        generations: 20,
        crossover: 0.9,
        mutation: 0.3,
        minBlocks: 10,
        maxBlocks: 20,
        elimination: 0.4,
      },
      budget: evaluations(630),
      training: {
        optimizer: 'sgd',
        learningRate: 0.01,
        momentum: 0.9,
        weightDecay: 0,
        schedule: 'ramp',
        batchSize: 512,
        length: { unit: 'epochs', count: 6 },
      },
    }),
  ],
  'local-search': [lite('local-search', 80)],
  tpe: [lite('tpe', 80)],
  reinforce: [lite('reinforce', 80)],
  // Eight generations of 10.
  nsga2: [lite('nsga2', 80)],
  mcts: [lite('mcts', 80)],
  bananas: [
    lite('bananas', 80),
    // White et al. 2021, section 5: 150 networks, of which 10 by chance. How they are trained is the benchmark's there.
    paper('150 trainings: some minutes more.', {
      strategy: { id: 'bananas', startups: 10, candidates: 100, members: 5, batch: 10 },
      budget: evaluations(150),
      training: {},
    }),
  ],
  // The first network and ten steps of 8.
  morphism: [lite('morphism', 81)],
};

/** Lite first; none for methods that have no paper of their own here. */
export const presetsOf = (id: StrategyId): readonly Preset[] => PRESETS[id] ?? [];
