import { expect, it } from 'vitest';
import type { LlmaticSpec } from '../../../search/spec/spec.ts';
import { parseSpec } from '../../../search/spec/spec.ts';
import { type LlmaticNote, applyLlmaticNote, emptyLlmatic } from '../../../search/strategies/llmatic/view.ts';
import { phaseWords, signed, turned } from './llmatic.ts';

const spec = ((): LlmaticSpec => {
  const parsed = parseSpec({
    strategy: { id: 'llmatic', warmNetworks: 4, warmPrompts: 6, temperature: 0.7 },
  });
  if (parsed.ok && parsed.value.strategy.id === 'llmatic') return parsed.value.strategy;
  throw new Error('no specification of LLMatic');
})();
const fold = (notes: readonly LlmaticNote[]) => notes.reduce(applyLlmaticNote, emptyLlmatic);

it('says how far the warm-up has come, of what it can come to', () => {
  const niches: LlmaticNote = {
    kind: 'niches',
    networkCentroids: [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.5, 0.8],
    ],
    // At 0.7, two thirds of the way up, the kinds of the left half reach the first and those of the right the second.
    promptCentroids: [
      [0.25, 0.66],
      [0.75, 0.66],
      [0.5, 0],
    ],
    networks: [{ niche: 2, id: 1, accuracy: 0.3, loss: 2 }],
    prompts: [],
  };
  expect(phaseWords(fold([niches]), spec)).toBe('The first network is being trained.');
  expect(phaseWords(fold([niches, { kind: 'generation', phase: 'warm-up', parents: [1] }]), spec)).toBe(
    'Generation 1: warm-up of 1, 1 of 3 networks, 0 of 2 prompts.',
  );
  expect(phaseWords(fold([niches, { kind: 'generation', phase: 'crossover', parents: [1, 4] }]), spec)).toBe(
    'Generation 1: crossover of 1 and 4.',
  );
});

it('turns the prompt archive on its side', () => {
  expect(turned([[0.1, 0.9]])).toEqual([[0.9, 0.1]]);
});

it('writes a sign before what is not nought', () => {
  expect([1.5, -0.5, 0].map(signed)).toEqual(['+1.5', '−0.5', '0']);
});
