import { describe, expect, it } from 'vitest';
import { parseSpec, type StrategySpec } from '../spec/spec.ts';
import { aContext, scriptedProposer, strategyContract } from '../testing/strategyContract.ts';
import { createStrategy } from './registry.ts';

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

function specOf(strategy: object): StrategySpec {
  const spec = parseSpec({ strategy });
  if (!spec.ok) throw new Error(spec.error);
  return spec.value.strategy;
}

describe.each(['random', 'evolution', 'llm', 'evoprompting', 'llmatic', 'gptnas', 'morphism'] as const)(
  '%s honours the Strategy contract',
  (id) => {
    strategyContract(runner, (seed) => createStrategy(specOf({ id }), aContext(seed)));
  },
);

describe.each(
  (['random', 'evolution', 'local-search', 'tpe', 'reinforce', 'nsga2', 'mcts', 'bananas'] as const).flatMap(
    (id) => (['chain', 'branched', 'cell'] as const).map((space) => ({ id, space })),
  ),
)('$id over the $space space honours the Strategy contract', (spec) => {
  strategyContract(runner, (seed) => createStrategy(specOf(spec), aContext(seed)));
});

describe.each([
  { id: 'spos', population: 6, generations: 2 },
  { id: 'darts', relaxedSteps: 80, derivations: 3 },
  { id: 'darts', relaxedSteps: 80, derivations: 1, mend: 'early-stop', maxSkips: 1 },
])('$id with a supernet honours the Strategy contract', (spec) => {
  strategyContract(runner, (seed) => createStrategy(specOf(spec), aContext(seed)));
});

describe.each(['llm', 'evoprompting', 'llmatic'] as const)(
  '%s with a model honours the Strategy contract',
  (id) => {
    // A model that answers every prompt with another program.
    const replies = (seed: number) =>
      Array.from(
        { length: 60 },
        (_, i) =>
          `\`\`\`js\nexport default function build(tf, inputShape, numClasses) { /* ${seed} ${i} */ }\n\`\`\``,
      );
    strategyContract(runner, (seed) =>
      createStrategy(specOf({ id }), aContext(seed, scriptedProposer(replies(seed)))),
    );
  },
);
