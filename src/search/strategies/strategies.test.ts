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

describe.each(['random', 'evolution', 'llm', 'gptnas'] as const)('%s honours the Strategy contract', (id) => {
  strategyContract(runner, (seed) => createStrategy(specOf({ id }), aContext(seed)));
});

describe('llm with a model honours the Strategy contract', () => {
  // A model that answers every prompt with another program.
  const replies = Array.from(
    { length: 60 },
    (_, i) => `\`\`\`js\nexport default function build(tf, inputShape, numClasses) { /* ${i} */ }\n\`\`\``,
  );
  strategyContract(runner, (seed) =>
    createStrategy(
      specOf({ id: 'llm' }),
      aContext(seed, scriptedProposer(replies.map((reply) => `${seed} ${reply}`))),
    ),
  );
});
