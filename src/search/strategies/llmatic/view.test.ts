import { describe, expect, it } from 'vitest';
import type { Point } from '../../archive/cvt.ts';
import { type LlmaticNote, applyLlmaticNote, emptyLlmatic } from './view.ts';

const CENTROIDS: readonly Point[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
];

const niches: LlmaticNote = {
  kind: 'niches',
  networkCentroids: CENTROIDS,
  promptCentroids: CENTROIDS,
  networks: [],
  prompts: [],
};

const network = (
  id: number,
  niche: number,
  accuracy: number,
  placed: 'new' | 'improved' | 'kept-incumbent',
): LlmaticNote => ({
  kind: 'child',
  id,
  network: { niche, id, accuracy, loss: 1 - accuracy, placed },
  prompts: [],
});

const generation: LlmaticNote = { kind: 'generation', phase: 'warm-up', parents: [1] };

const viewOf = (...notes: readonly LlmaticNote[]) => notes.reduce(applyLlmaticNote, emptyLlmatic);

describe('LLMatic’s view', () => {
  it('gives for each generation the share of niches filled and the sum of the elites’ accuracies', () => {
    const { generations } = viewOf(
      niches,
      network(1, 0, 0.2, 'new'),
      generation,
      network(2, 3, 0.5, 'new'),
      network(3, 3, 0.4, 'kept-incumbent'),
      { ...generation, phase: 'mutation', parents: [2] },
      network(4, 0, 0.3, 'improved'),
      network(5, 1, 0.6, 'new'),
    );
    // After the first: 0.2 and 0.5 in two of four niches. After the second: 0.3, 0.5 and 0.6 in three.
    expect(generations.map(({ coverage }) => coverage)).toEqual([0.5, 0.75]);
    expect(generations[0]?.qdScore).toBeCloseTo(0.7, 12);
    expect(generations[1]?.qdScore).toBeCloseTo(1.4, 12);
    expect(generations.map(({ bestLoss }) => bestLoss)).toEqual([0.5, 0.4]);
    expect(generations.map(({ children }) => children)).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(generations.map((each) => each.generation)).toEqual([1, 2]);
  });

  it('keeps the elite of each niche, and remembers where every scored network fell', () => {
    const { networks, nicheOf } = viewOf(
      niches,
      network(1, 2, 0.2, 'new'),
      network(2, 2, 0.1, 'kept-incumbent'),
      network(3, 2, 0.9, 'improved'),
      { kind: 'child', id: 4, prompts: [] },
    );
    expect([...networks].map(([niche, { id }]) => [niche, id])).toEqual([[2, 3]]);
    expect([...nicheOf]).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
  });

  it('counts a generation as it stands before its first child', () => {
    const { generations } = viewOf(niches, network(1, 0, 0.2, 'new'), generation);
    expect(generations[0]).toMatchObject({ coverage: 0.25, qdScore: 0.2, bestLoss: 0.8, children: [] });
  });

  it('shows prompts as they are now', () => {
    const prompt = (temperature: number, curiosity: number) =>
      ({ niche: 1, curiosity, elite: { kind: 'widen', temperature, fitness: 1 } }) as const;
    const { prompts } = viewOf(
      niches,
      { kind: 'child', id: 1, prompts: [prompt(0.75, 1)] },
      { kind: 'child', id: 2, prompts: [prompt(0.7, 0.5)] },
    );
    expect([...prompts]).toEqual([
      [1, { curiosity: 0.5, elite: { kind: 'widen', temperature: 0.7, fitness: 1 } }],
    ]);
  });

  it('begins the archives anew when they are laid out anew, and keeps the generations', () => {
    const { networks, nicheOf, generations } = viewOf(
      niches,
      network(1, 2, 0.2, 'new'),
      network(2, 3, 0.5, 'new'),
      generation,
      { ...niches, networks: [{ niche: 0, id: 2, accuracy: 0.5, loss: 0.5 }] },
    );
    expect([...networks.keys()]).toEqual([0]);
    expect([...nicheOf]).toEqual([[2, 0]]);
    expect(generations).toHaveLength(1);
  });
});
