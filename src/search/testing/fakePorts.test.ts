import { describe, expect, it } from 'vitest';
import { anArchitecture } from './architectures.ts';
import { evaluatorContract, inheritanceContract } from './evaluatorContract.ts';
import { ruleEvaluator } from './fakePorts.ts';
import { defaultSpec } from '../spec/spec.ts';

describe('the rule evaluator honours the Evaluator contract', () => {
  const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
  const make = async () => ({
    evaluator: ruleEvaluator(() => 0.5),
    job: { topology: anArchitecture('a').topology, training: defaultSpec().training, seed: 1 },
  });
  evaluatorContract(runner, make);
  inheritanceContract(runner, make);
});
