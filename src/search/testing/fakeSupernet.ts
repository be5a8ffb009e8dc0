import type { Alphas, Supernet } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import { EDGES, OPERATIONS } from '../spaces/cell.ts';
import { keyOf } from '../spaces/encode.ts';
import type { Genotype } from '../spaces/space.ts';

/** Examples that the fake says it scored on. */
export const FAKE_EXAMPLES = 500;

const weightsOf = (seed: number) => ({ seed: Float32Array.of(seed % 65_536) });

/**
 * Scores and alphas by rule, at once.
 *
 * @param accuracy of a network with shared weights, 0–1; by chance unless said
 * @param alphas of a search at a step; by chance unless said
 */
export function ruleSupernet({
  accuracy = (genotype: Genotype) => new Rng(keyOf(genotype)).float(),
  alphas = (step: number, seed: number): Alphas => {
    const rng = new Rng(seed).fork(step);
    return EDGES.map(() => OPERATIONS.map(() => rng.float()));
  },
} = {}): Supernet {
  return {
    async trainPaths({ steps, seed }, onStep, signal) {
      signal.throwIfAborted();
      for (let step = Math.min(10, steps); step <= steps; step += 10)
        onStep({ step, of: steps, loss: 1 / step });
      if (steps % 10 !== 0) onStep({ step: steps, of: steps, loss: 1 / steps });
      return { weights: weightsOf(seed), ms: 1 };
    },
    async score(_, networks, signal) {
      signal.throwIfAborted();
      return { accuracies: networks.map(accuracy), examples: FAKE_EXAMPLES, ms: 1 };
    },
    async relax({ steps: of, seed }, from, steps, onStep, signal) {
      signal.throwIfAborted();
      const step = (from?.step ?? 0) + steps;
      onStep({ step, of, loss: 1 });
      return { step, alphas: alphas(step, seed), trainLoss: 1, valLoss: 1, state: weightsOf(seed), ms: 1 };
    },
  };
}
