/** Which runs are recorded. */
import { presetsOf } from '../../src/search/spec/presets.ts';
import { type RunSpec, type StrategyId, parseSpec } from '../../src/search/spec/spec.ts';

export interface Recording {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly spec: RunSpec;
}

/** Of each arm: enough for every method to show its rounds, few enough to be made in minutes. */
const EVALUATIONS = 48;
/** Training steps of each network: enough to tell good ones from bad. */
const STEPS = 150;

const recording = (id: StrategyId): Recording => {
  const lite = presetsOf(id).find((preset) => preset.id === 'lite')?.patch.strategy;
  const spec = parseSpec({
    strategy: { ...lite, id },
    dataset: { id: 'mnist1d' },
    budget: { unit: 'evaluations', count: EVALUATIONS },
    training: { length: { unit: 'steps', count: STEPS } },
    baseline: true,
    workers: 1,
    // On wasm the same seed gives the same run anywhere.
    backend: 'wasm',
    seed: 1,
  });
  if (!spec.ok) throw new Error(spec.error);
  return { name: id, spec: spec.value };
};

export const RECORDINGS: readonly Recording[] = (
  ['evolution', 'evoprompting', 'llmatic', 'gptnas'] as const
).map(recording);
