import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { aTask } from '../../testing/strategyContract.ts';
import { genomeOf, pretrainingSequences, spell } from './corpus.ts';
import { randomGenome } from './genome.ts';
import { sequenceOf } from './vocabulary.ts';

describe('the corpus for pre-training', () => {
  it('spells networks so that they can be read again', () => {
    const genome = randomGenome(new Rng(1), aTask, 3, 8);
    expect(genomeOf(spell(genome))).toEqual(genome);
    expect(spell(genomeOf('Stem 16 s2; ReLU'))).toBe('Stem 16 s2; ReLU');
  });

  it('is the better half of what was scored', () => {
    const corpus = {
      source: 'a test',
      networks: [
        ['ReLU', 0.2],
        ['BatchNorm', 0.9],
        ['Stem 8 s2', 0.5],
        ['MaxPool k2 s2', 0.1],
        ['Conv 8 k1', 0.3],
      ] as const,
    };
    expect(pretrainingSequences(corpus)).toEqual(
      ['BatchNorm', 'Stem 8 s2', 'Conv 8 k1'].map((text) => sequenceOf(genomeOf(text))),
    );
  });
});
